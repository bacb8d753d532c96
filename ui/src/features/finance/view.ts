import type { FinanceFilter } from '../../bindings/FinanceFilter';
import type { FinanceTable } from '../../bindings/FinanceTable';

/** What «Финансы» shows. */
export interface FinanceView {
  filter: FinanceFilter;
  table: FinanceTable;
}

const TABLES: FinanceTable[] = ['payments', 'tourist_debts', 'operator_debts', 'overdue', 'overpaid', 'commission'];

/** The kept view; whatever a note of another age lacks is as at first. */
export function readView(note: unknown): FinanceView {
  const kept = (typeof note === 'object' && note !== null ? note : {}) as Partial<FinanceView>;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const filter: Partial<FinanceFilter> = kept.filter ?? {};
  return {
    filter: {
      period_of: filter.period_of === 'tour_start' ? 'tour_start' : 'payment',
      from: text(filter.from),
      to: text(filter.to),
      manager: text(filter.manager),
      operator: text(filter.operator),
      office: text(filter.office),
    },
    table: TABLES.find((table) => table === kept.table) ?? 'payments',
  };
}

/** A stretch of time that is asked for often. */
export interface Period {
  title: string;
  from: string | null;
  to: string | null;
}

/** Usual periods around a day. */
export function periods(today: string): Period[] {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const first = (shift: number) => iso(year, month - 1 + shift, 1);
  const last = (shift: number) => iso(year, month + shift, 0);
  const quarter = Math.floor((month - 1) / 3) * 3;
  return [
    { title: 'Этот месяц', from: first(0), to: last(0) },
    { title: 'Прошлый месяц', from: first(-1), to: last(-1) },
    { title: 'Квартал', from: iso(year, quarter, 1), to: iso(year, quarter + 3, 0) },
    { title: 'Год', from: iso(year, 0, 1), to: iso(year, 12, 0) },
    { title: 'Всё время', from: null, to: null },
  ];
}

function iso(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}

const MONTHS = ['янв', 'фев', 'мар', 'апр', 'май', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];

/** `ноя 2026` of `2026-11`. */
export function monthName(month: string): string {
  return `${MONTHS[Number(month.slice(5)) - 1] ?? month} ${month.slice(0, 4)}`;
}
