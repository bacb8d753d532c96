import { expect, it } from 'vitest';
import type { Order } from '../../bindings/Order';
import { valueAt } from './issues';

const order = {
  customer: { document: { number: '123456' } },
  tourists: [{ id: 'a' }, { id: 'b', document: { number: '7' } }],
  services: [{ id: 's', kind: 'insurance', insurer: 'Опора' }],
  operator: null,
} as unknown as Order;

it.each([
  ['customer.document.number', '123456'],
  ['tourists.b.document.number', '7'],
  ['tourists.c.document.number', undefined],
  ['services.insurance', order.services[0]],
  ['services.excursions', undefined],
  ['operator.inn', undefined],
  ['operator', null],
])('finds what %s names', (anchor, value) => expect(valueAt(order, anchor)).toBe(value));
