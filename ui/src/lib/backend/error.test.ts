import { expect, it } from 'vitest';
import { CommandError } from './error';

it('keeps the words of the core', () => {
  const refusal = { code: 'not_ready', title: 'Рано', advice: 'Заполните', details: ['Телефон'], reference: null };
  expect(CommandError.from(refusal)).toMatchObject(refusal);
});

it.each([undefined, null, 'boom', 7, new Error('boom'), { code: 'x' }])('says something calm about %s', (raw) => {
  const error = CommandError.from(raw);
  expect(error.code).toBe('unknown');
  expect(error.title).toBe('Действие не выполнено');
  expect(error.advice).not.toBe('');
});
