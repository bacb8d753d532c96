import { expect, it } from 'vitest';
import { blockTitle, nextGap } from './blocks';

it.each([
  ['customer.phone', 'Заказчик'],
  ['tourists', 'Туристы'],
  ['services.0198.hotel', 'Детали тура'],
  ['services_not_included', 'Детали тура'],
  ['manager', 'Ведение заявки'],
])('%s belongs to «%s»', (path, title) => expect(blockTitle(path)).toBe(title));

it.each([
  [null, 'a'],
  ['a', 'b'],
  ['c', 'a'],
  ['gone', 'a'],
])('after %s comes %s', (present, next) => expect(nextGap(['a', 'b', 'c'], present)).toBe(next));

it('has nowhere to go when nothing is missing', () => expect(nextGap([], null)).toBeNull());
