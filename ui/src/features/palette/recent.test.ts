import { expect, it } from 'vitest';
import { readRecent, withRecent } from './recent';

it('puts the newest first, once, and forgets the oldest', () => {
  const six = ['а', 'б', 'в', 'г', 'д', 'е'];
  expect(withRecent(six, 'ж')).toEqual(['ж', 'а', 'б', 'в', 'г', 'д']);
  expect(withRecent(['Иванов', 'Петров'], 'петров')).toEqual(['петров', 'Иванов']);
});

it.each([[null], [{}], ['текст'], [[1, null]]])('reads %j as nothing', (note) => expect(readRecent(note)).toEqual([]));
