import { expect, it } from 'vitest';
import { split } from './split';

it.each([
  [100, 1, [100]],
  [100, 3, [34, 33, 33]],
  [12_500_001, 2, [6_250_001, 6_250_000]],
  [1, 3, [1, 0, 0]],
])('splits %i in %i', (total, parts, sums) => {
  expect(split(total, parts)).toEqual(sums);
  expect(sums.reduce((sum, part) => sum + part, 0)).toBe(total);
});
