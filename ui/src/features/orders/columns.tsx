import type { ReactNode } from 'react';
import type { OrderColumn } from '../../bindings/OrderColumn';
import type { OrderRow } from '../../bindings/OrderRow';
import type { OrderSort } from '../../bindings/OrderSort';
import { ContractBadge } from '../../shared/ContractBadge';
import { dateRange, money, moscowMinute } from '../../shared/format';
import { documentsGiven, paymentMethod } from '../../shared/labels';
import { OrderBadge } from '../../shared/OrderBadge';

export interface Column {
  key: string;
  title: string;
  /** Pixels. */
  width: number;
  /** Share of the room that is left. */
  grow?: number;
  sort: OrderSort;
  /** What it is in an Excel file. */
  exports: OrderColumn[];
  isNumeric?: boolean;
  /** By design only where the window is wide. */
  isExtra?: boolean;
  /** Shown only to who chose it. */
  isOffered?: boolean;
  cell: (row: OrderRow) => ReactNode;
}

/** Columns of «Заявки», in the order of the office's eye. */
export const columns: Column[] = [
  { key: 'number', title: 'Заявка', width: 92, sort: 'number', exports: ['number'], cell: (row) => row.number },
  {
    key: 'contract',
    title: 'Договор',
    width: 92,
    isExtra: true,
    sort: 'contract_number',
    exports: ['contract_number'],
    cell: (row) => row.contract_number,
  },
  {
    key: 'customer',
    title: 'Заказчик',
    width: 138,
    grow: 2,
    sort: 'customer',
    exports: ['customer'],
    cell: (row) => row.customer,
  },
  {
    key: 'tourists',
    title: 'Туристы',
    width: 72,
    isExtra: true,
    isNumeric: true,
    sort: 'tourists',
    exports: ['tourists'],
    cell: (row) => (row.tourists === 0 ? '' : row.tourists),
  },
  {
    key: 'destination',
    title: 'Страна, курорт',
    width: 100,
    grow: 1.6,
    sort: 'destination',
    exports: ['destination'],
    cell: (row) => row.destination,
  },
  {
    key: 'departure_city',
    title: 'Город вылета',
    width: 120,
    isOffered: true,
    sort: 'departure_city',
    exports: ['departure_city'],
    cell: (row) => row.departure_city,
  },
  {
    key: 'dates',
    title: 'Даты тура',
    width: 146,
    sort: 'tour_start',
    exports: ['tour_start', 'tour_end'],
    cell: (row) => dateRange(row.tour_start, row.tour_end),
  },
  {
    key: 'operator',
    title: 'Туроператор',
    width: 130,
    isOffered: true,
    sort: 'operator',
    exports: ['operator'],
    cell: (row) => row.operator,
  },
  {
    key: 'manager',
    title: 'Менеджер',
    width: 96,
    grow: 1,
    isExtra: true,
    sort: 'manager',
    exports: ['manager'],
    cell: (row) => row.manager,
  },
  {
    key: 'office',
    title: 'Офис',
    width: 130,
    isOffered: true,
    sort: 'office',
    exports: ['office'],
    cell: (row) => row.office,
  },
  {
    key: 'lead_source',
    title: 'Источник лида',
    width: 130,
    isOffered: true,
    sort: 'lead_source',
    exports: ['lead_source'],
    cell: (row) => row.lead_source,
  },
  {
    key: 'lead_kind',
    title: 'Тип лида',
    width: 110,
    isOffered: true,
    sort: 'lead_kind',
    exports: ['lead_kind'],
    cell: (row) => row.lead_kind,
  },
  {
    key: 'payment_method',
    title: 'Тип оплаты',
    width: 140,
    isOffered: true,
    sort: 'payment_method',
    exports: ['payment_method'],
    cell: (row) => (row.payment_method === null ? '' : paymentMethod[row.payment_method]),
  },
  {
    key: 'total',
    title: 'Сумма',
    width: 104,
    isNumeric: true,
    sort: 'total',
    exports: ['total'],
    cell: (row) => (row.total === null ? '' : money(row.total)),
  },
  {
    key: 'documents_given',
    title: 'Документы туристу',
    width: 150,
    isOffered: true,
    sort: 'documents_given',
    exports: ['documents_given'],
    cell: (row) => documentsGiven[row.documents_given],
  },
  {
    key: 'status',
    title: 'Статус заявки',
    width: 126,
    grow: 1.5,
    sort: 'status',
    exports: ['status'],
    cell: (row) => <OrderBadge status={row.status} />,
  },
  {
    key: 'contract_status',
    title: 'Статус договора',
    width: 130,
    grow: 1.4,
    sort: 'contract_status',
    exports: ['contract_status'],
    cell: (row) => <ContractBadge status={row.contract_status} />,
  },
  {
    key: 'created',
    title: 'Создана',
    width: 136,
    isOffered: true,
    sort: 'created',
    exports: ['created'],
    cell: (row) => moscowMinute(row.created_at),
  },
  {
    key: 'updated',
    title: 'Изменена',
    width: 136,
    isOffered: true,
    sort: 'updated',
    exports: ['updated'],
    cell: (row) => moscowMinute(row.updated_at),
  },
];
