import { describe, expect, it } from 'vitest';
import { EMPTY_FILTER } from './filter';
import { DEFAULT_VIEW, isSame, type OrdersView, questionOf, readView, sortBy } from './view';

const KEPT: OrdersView = {
  filter: { ...EMPTY_FILTER, tab: 'mine', search: 'Семёнов', countries: ['TUR'], departs: 'tomorrow' },
  sort: 'total',
  descending: false,
  columns: { keys: ['number', 'total', 'customer'], widths: { customer: 220 } },
  isPanelOpen: true,
  saved: [{ id: '1', name: 'Вылеты завтра', question: { filter: EMPTY_FILTER, sort: 'number', descending: true } }],
};

describe('the view of the grid', () => {
  it('is the same after a restart', () => {
    expect(readView(JSON.parse(JSON.stringify(KEPT)))).toEqual(KEPT);
  });

  it.each([undefined, null, '', 1, [], {}, { filter: 1, columns: [], saved: {} }])(
    'is the default when the note is %j',
    (note) => {
      expect(readView(note)).toEqual(DEFAULT_VIEW);
    },
  );

  it.each([
    [
      { sort: 'drop table', descending: true },
      { sort: 'updated', descending: true },
    ],
    [{ sort: 'total' }, { sort: 'updated', descending: true }],
    [
      { columns: { keys: ['number', 7], widths: { total: 'wide', number: 1 } } },
      { columns: { keys: ['number'], widths: { number: 56 } } },
    ],
    [
      { saved: [{ id: '1' }, null, { id: '2', name: 'Мои', question: null }] },
      { saved: [{ id: '2', name: 'Мои', question: questionOf(DEFAULT_VIEW) }] },
    ],
  ])('of %j keeps what can be read', (note, expected) => {
    expect(readView(note)).toEqual({ ...DEFAULT_VIEW, ...expected });
  });
});

it('sorts up, then down, then as before', () => {
  const up = sortBy(DEFAULT_VIEW, 'customer');
  expect(up).toMatchObject({ sort: 'customer', descending: false });
  const down = sortBy(up, 'customer');
  expect(down).toMatchObject({ sort: 'customer', descending: true });
  expect(sortBy(down, 'customer')).toEqual(DEFAULT_VIEW);
  expect(sortBy(down, 'total')).toMatchObject({ sort: 'total', descending: false });
});

it('tells one question from another', () => {
  expect(isSame(questionOf(KEPT), readView(JSON.parse(JSON.stringify(KEPT))))).toBe(true);
  expect(isSame(KEPT, sortBy(KEPT, 'number'))).toBe(false);
});
