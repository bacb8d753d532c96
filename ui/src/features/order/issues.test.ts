import { expect, it } from 'vitest';
import type { CheckRow } from '../../bindings/CheckRow';
import type { Order } from '../../bindings/Order';
import { createIssues, type Remark, remarksOf, valueAt } from './issues';

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

const row = (anchor: string, reason: string): Remark => ({ anchor, level: 'red', reason });

it('keeps what the check repeats, so that only changed fields are drawn again', () => {
  const issues = createIssues();
  issues.update([row('customer.document.number', 'а'), row('operator', 'б')], order);
  const [number, operator] = [issues.at('customer.document.number'), issues.at('operator')];
  let heard = 0;
  issues.subscribe(() => (heard += 1));
  issues.update([row('customer.document.number', 'в'), row('operator', 'б')], { ...order });
  expect(heard).toBe(1);
  expect(issues.at('operator')).toBe(operator);
  expect(issues.at('customer.document.number')).not.toBe(number);
  issues.update([], order);
  expect(issues.at('operator')).toBeUndefined();
});

it('tells the value the check saw', () => {
  const issues = createIssues();
  issues.update([row('customer.document.number', 'Шесть цифр')], order);
  expect(issues.at('customer.document.number')?.value).toBe('123456');
});

it('says that a value is wrong before anything else of its field', () => {
  const check: CheckRow[] = [{ ...row('customer.inn', 'Не заполнено'), label: '', block: 'customer', place: '' }];
  const issues = createIssues();
  issues.update(remarksOf(check, [{ field: 'customer.inn', level: 'red', reason: 'Не ИНН' }]), order);
  expect(issues.at('customer.inn')?.remark.reason).toBe('Не ИНН');
});
