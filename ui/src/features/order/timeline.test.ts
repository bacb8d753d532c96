import { expect, it } from 'vitest';
import { fold } from './timeline';

const row = (at: string, text: string, failed = false) => ({ at, text, failed });

it('folds neighbours that say the same', () => {
  expect(
    fold([
      row('4', 'СМС не отправлена', true),
      row('3', 'Дано согласие'),
      row('2', 'Дано согласие'),
      row('1', 'Договор открыт'),
    ]),
  ).toEqual([
    { at: '4', text: 'СМС не отправлена', failed: true, count: 1 },
    { at: '3', text: 'Дано согласие', failed: false, count: 2 },
    { at: '1', text: 'Договор открыт', failed: false, count: 1 },
  ]);
});

it('keeps apart what went wrong and what did not', () => {
  expect(fold([row('2', 'Письмо', true), row('1', 'Письмо')])).toHaveLength(2);
});
