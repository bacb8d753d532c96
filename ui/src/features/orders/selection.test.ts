import { expect, it } from 'vitest';
import { add, NOTHING, reach, toggle } from './selection';

const ids = (selection: typeof NOTHING) => [...selection.ids].join('');

it('ticks and takes the tick away, and remembers where', () => {
  const one = toggle(NOTHING, 4, 'e');
  expect([ids(one), one.anchor]).toEqual(['e', 4]);
  const two = toggle(one, 2, 'c');
  expect([ids(two), two.anchor]).toEqual(['ec', 2]);
  expect(ids(toggle(two, 4, 'e'))).toBe('c');
  expect(ids(NOTHING)).toBe('');
});

it.each([
  { anchor: 4, index: 7, first: 4, last: 7 },
  { anchor: 7, index: 4, first: 4, last: 7 },
  { anchor: 3, index: 3, first: 3, last: 3 },
  { anchor: null, index: 5, first: 5, last: 5 },
])('reaches from $anchor to $index', ({ anchor, index, first, last }) => {
  expect(reach({ ids: new Set(), anchor }, index)).toEqual({ first, last });
});

it('adds a range to what is ticked, once each', () => {
  const some = toggle(toggle(NOTHING, 0, 'a'), 2, 'c');
  expect(ids(add(some, ['b', 'c', 'd'], 2))).toBe('acbd');
});
