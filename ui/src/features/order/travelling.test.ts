import { expect, it } from 'vitest';
import type { Order } from '../../bindings/Order';
import { emptyDocument, emptyTourist } from './empty';
import { addCustomer, bringBack, cardOf, moveTourist, removeTourist, travellersOf } from './travelling';

const customer = {
  kind: 'person',
  last_name: 'Иванова',
  first_name: 'Анна',
  middle_name: '',
  birth_date: '1990-01-02',
  phone: '+7 900 123-45-67',
  document: { ...emptyDocument, number: '123456' },
  is_tourist: false,
};
const child = { ...emptyTourist(), last_name: 'Иванов', first_name: 'Пётр' };
const order = (kind: string | null = 'outbound') =>
  ({ customer, tourists: [child], tour: { kind } }) as unknown as Order;

it.each([
  ['outbound', ''],
  ['domestic', '123456'],
])('gives the customer a card, with the passport only inside the country: %s', (kind, number) => {
  const next = addCustomer(order(kind));
  expect(next.customer.is_tourist).toBe(true);
  expect(next.tourists).toHaveLength(2);
  expect(next.tourists[1]).toMatchObject({ last_name: 'Иванова', birth_date: '1990-01-02', phone: '+7 900 123-45-67' });
  expect(next.tourists[1]?.document.number).toBe(number);
  expect(addCustomer(next).tourists).toHaveLength(2);
});

it('takes the mark away with the card, and brings both back', () => {
  const all = addCustomer(order());
  const card = cardOf(all.customer, all.tourists);
  if (!card) {
    throw new Error('no card');
  }
  const less = removeTourist(all, card);
  expect([less.tourists, less.customer.is_tourist]).toEqual([[child], false]);
  const again = bringBack(less, card, 1);
  expect([again.tourists, again.customer.is_tourist]).toEqual([all.tourists, true]);
  expect(removeTourist(all, child).customer.is_tourist).toBe(true);
});

it('moves a card by one place and no further than the ends', () => {
  const { tourists } = addCustomer(order());
  const names = (list: typeof tourists) => travellersOf(list).map(({ name }) => name);
  expect(names(moveTourist(tourists, child.id, 1))).toEqual(['Иванова Анна', 'Иванов Пётр']);
  expect(moveTourist(tourists, child.id, -1)).toBe(tourists);
  expect(moveTourist(tourists, 'nobody', 1)).toBe(tourists);
  expect(names([emptyTourist()])).toEqual(['Турист 1']);
});
