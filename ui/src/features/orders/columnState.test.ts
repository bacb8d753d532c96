import { describe, expect, it } from 'vitest';
import {
  DESIGNED,
  moveColumn,
  NARROWEST,
  resizeColumn,
  shownColumns,
  toggleColumn,
  tracks,
  WIDEST,
} from './columnState';
import type { Column } from './columns';

const column = (key: string, more: Partial<Column> = {}): Column => ({
  key,
  title: key,
  width: 100,
  sort: 'number',
  exports: [],
  cell: () => null,
  ...more,
});
const ALL = [
  column('number'),
  column('contract', { isExtra: true }),
  column('customer', { grow: 2 }),
  column('office', { isOffered: true }),
  column('total'),
];
const keysOf = (columns: Column[]) => columns.map(({ key }) => key).join(' ');
const pick = (keys: string) => keys.split(' ').flatMap((key) => ALL.find((one) => one.key === key) ?? []);

describe('the columns that are shown', () => {
  it.each([
    { what: 'by design in a wide window', keys: null, isWide: true, shown: 'number contract customer total' },
    { what: 'by design in a narrow window', keys: null, isWide: false, shown: 'number customer total' },
    {
      what: 'as chosen, wherever',
      keys: ['number', 'office', 'contract'],
      isWide: false,
      shown: 'number office contract',
    },
    { what: 'with the name of the row first', keys: ['total', 'number'], isWide: true, shown: 'number total' },
    { what: 'without one that is no more', keys: ['number', 'gone', 'total'], isWide: true, shown: 'number total' },
  ])('are $what', ({ keys, isWide, shown }) => {
    expect(keysOf(shownColumns(ALL, { keys, widths: {} }, isWide))).toBe(shown);
  });
});

it.each([
  ['number total', 'customer', 'number customer total'],
  ['number total customer', 'office', 'number total customer office'],
  ['number customer total', 'customer', 'number total'],
])('of %s toggling %s leaves %s', (shown, key, left) => {
  expect(toggleColumn(ALL, pick(shown), key).join(' ')).toBe(left);
});

it.each([
  ['total', 1, 'number total contract customer'],
  ['contract', 3, 'number customer total contract'],
  ['contract', 2, 'number customer contract total'],
  ['contract', 0, 'number contract customer total'],
  ['contract', 99, 'number customer total contract'],
  ['number', 2, 'number contract customer total'],
])('moving %s to %i gives %s', (key, to, expected) => {
  expect(moveColumn(pick('number contract customer total'), key, to).join(' ')).toBe(expected);
});

describe('widths', () => {
  it('stay between what can be read and what fits', () => {
    expect(resizeColumn(DESIGNED, 'total', 120.4).widths).toEqual({ total: 120 });
    expect(resizeColumn(DESIGNED, 'total', -5).widths).toEqual({ total: NARROWEST });
    expect(resizeColumn(DESIGNED, 'total', 5000).widths).toEqual({ total: WIDEST });
  });

  it('can be given back', () => {
    expect(resizeColumn({ keys: null, widths: { total: 90, number: 70 } }, 'total', null).widths).toEqual({
      number: 70,
    });
  });

  it('stretch only where nobody has pulled', () => {
    const shown = pick('number customer total');
    expect(tracks(shown, DESIGNED)).toEqual({ template: '100px minmax(100px, 2fr) 100px', width: 300 });
    expect(tracks(shown, { keys: null, widths: { customer: 220 } })).toEqual({
      template: '100px 220px 100px',
      width: 420,
    });
  });
});
