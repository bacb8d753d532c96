import { Badge } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ClientRow } from '../../bindings/ClientRow';
import type { ClientSortBy } from '../../bindings/ClientSortBy';
import { date, moscowMinute, phone } from '../../shared/format';
import classes from './Clients.module.css';

export interface Column {
  key: string;
  title: string;
  /** Track of the CSS grid. */
  width: string;
  sort?: ClientSortBy;
  /** Only where the window is wide. */
  isExtra?: boolean;
  cell: (row: ClientRow) => ReactNode;
}

function Mark({ isGiven, what }: { isGiven: boolean; what: string }) {
  return isGiven ? (
    <IconCheck size={16} className={classes.given} role="img" aria-label={`${what}: есть`} />
  ) : (
    <IconMinus size={16} className={classes.absent} role="img" aria-label={`${what}: нет`} />
  );
}

/** Columns of «Клиенты». */
export const columns: Column[] = [
  { key: 'name', title: 'Клиент', width: 'minmax(200px, 2.2fr)', sort: 'name', cell: (row) => row.name },
  { key: 'phone', title: 'Телефон', width: '156px', cell: (row) => phone(row.phone) },
  { key: 'email', title: 'E-mail', width: 'minmax(140px, 1.4fr)', cell: (row) => row.email },
  { key: 'birthday', title: 'Рождение', width: '104px', sort: 'birthday', cell: (row) => date(row.birth_date) },
  {
    key: 'expiry',
    title: 'Документ до',
    width: '118px',
    sort: 'expiry',
    cell: (row) => <span data-expiring={row.is_expiring || undefined}>{date(row.document_expires)}</span>,
  },
  {
    key: 'personal_data',
    title: 'ПДн',
    width: '56px',
    cell: (row) => <Mark isGiven={row.personal_data} what="Согласие на ПДн" />,
  },
  {
    key: 'advertising',
    title: 'Реклама',
    width: '76px',
    cell: (row) => <Mark isGiven={row.advertising} what="Согласие на рекламу" />,
  },
  {
    key: 'tags',
    title: 'Метки',
    width: 'minmax(110px, 1fr)',
    isExtra: true,
    cell: (row) =>
      row.tags.map((tag) => (
        <Badge key={tag} variant="light" size="sm" mr={4} tt="none">
          {tag}
        </Badge>
      )),
  },
  {
    key: 'updated',
    title: 'Изменён',
    width: '134px',
    sort: 'updated',
    isExtra: true,
    cell: (row) => moscowMinute(row.updated_at),
  },
];
