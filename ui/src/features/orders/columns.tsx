import type { ReactNode } from 'react';
import type { OrderRow } from '../../bindings/OrderRow';
import type { OrderSort } from '../../bindings/OrderSort';
import { ContractBadge } from '../../shared/ContractBadge';
import { dateRange, money } from '../../shared/format';
import { orderStatus } from '../../shared/labels';

export interface Column {
  key: string;
  title: string;
  /** Track of the CSS grid. */
  width: string;
  sort?: OrderSort;
  isNumeric?: boolean;
  /** Only where the window is wide. */
  isExtra?: boolean;
  cell: (row: OrderRow) => ReactNode;
}

/** Columns of «Заявки», in the order of the office's eye. */
export const columns: Column[] = [
  { key: 'number', title: 'Заявка', width: '100px', sort: 'number', cell: (row) => row.number },
  {
    key: 'contract',
    title: 'Договор',
    width: '94px',
    isExtra: true,
    sort: 'contract_number',
    cell: (row) => row.contract_number,
  },
  { key: 'customer', title: 'Заказчик', width: 'minmax(150px, 2fr)', sort: 'customer', cell: (row) => row.customer },
  {
    key: 'tourists',
    title: 'Туристы',
    width: '72px',
    isExtra: true,
    isNumeric: true,
    cell: (row) => (row.tourists === 0 ? '' : row.tourists),
  },
  { key: 'destination', title: 'Страна, курорт', width: 'minmax(110px, 1.3fr)', cell: (row) => row.destination },
  {
    key: 'dates',
    title: 'Даты тура',
    width: '144px',
    sort: 'tour_start',
    cell: (row) => dateRange(row.tour_start, row.tour_end),
  },
  { key: 'manager', title: 'Менеджер', width: 'minmax(84px, 1fr)', isExtra: true, cell: (row) => row.manager },
  {
    key: 'total',
    title: 'Сумма',
    width: '106px',
    sort: 'total',
    isNumeric: true,
    cell: (row) => (row.total === null ? '' : money(row.total)),
  },
  { key: 'status', title: 'Статус заявки', width: '122px', cell: (row) => orderStatus[row.status] },
  {
    key: 'contract_status',
    title: 'Статус договора',
    width: 'minmax(180px, 2.3fr)',
    sort: 'contract_status',
    cell: (row) => <ContractBadge status={row.contract_status} />,
  },
];
