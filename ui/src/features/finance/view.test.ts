import { describe, expect, it } from 'vitest';
import { monthName, periods, readView } from './view';

describe('periods', () => {
  it.each([
    ['2026-11-21', 'Этот месяц', '2026-11-01', '2026-11-30'],
    ['2026-01-15', 'Прошлый месяц', '2025-12-01', '2025-12-31'],
    ['2024-02-29', 'Этот месяц', '2024-02-01', '2024-02-29'],
    ['2026-11-21', 'Квартал', '2026-10-01', '2026-12-31'],
    ['2026-03-01', 'Квартал', '2026-01-01', '2026-03-31'],
    ['2026-11-21', 'Год', '2026-01-01', '2026-12-31'],
    ['2026-11-21', 'Всё время', null, null],
  ])('%s, %s', (today, title, from, to) => {
    expect(periods(today).find((period) => period.title === title)).toEqual({ title, from, to });
  });
});

it('names months', () => {
  expect(monthName('2026-11')).toBe('ноя 2026');
});

it.each([[null], ['x'], [{ filter: null, table: 'gone' }], [{ filter: { from: 7, period_of: 'never' } }]])(
  'reads a note it does not know as the first view: %j',
  (note) => {
    expect(readView(note)).toEqual(readView(undefined));
  },
);

it('reads back what was kept', () => {
  const view = { ...readView(undefined), table: 'overdue' as const };
  view.filter = { ...view.filter, period_of: 'tour_start', from: '2026-11-01', manager: 'Анна' };
  expect(readView(JSON.parse(JSON.stringify(view)))).toEqual(view);
});
