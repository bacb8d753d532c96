import { describe, expect, it } from 'vitest';
import { emptyClient } from './empty';
import { fieldsOf, merged } from './mergeFields';

const anna = { ...emptyClient(), last_name: 'Семёнова', first_name: 'Анна', phones: ['+79066805555'] };
const anya = { ...emptyClient(), last_name: 'Семёнова', first_name: 'Аня', emails: ['a@b.ru'], inn: '1' };

describe('merging two cards', () => {
  it('shows only what somebody knows', () => {
    expect(fieldsOf([anna, anya]).map(({ title }) => title)).toEqual([
      'Вид',
      'ФИО',
      'Гражданство',
      'Телефоны',
      'E-mail',
      'ИНН',
    ]);
  });

  it('takes the chosen values and leaves the rest as proposed', () => {
    const proposal = { ...anna, emails: anya.emails, inn: anya.inn };
    const card = merged(proposal, [anna, anya], { last_name: 1, emails: 0 });
    expect(card).toEqual({ ...proposal, first_name: 'Аня', emails: [] });
    expect(card.id).toBe(anna.id);
  });
});
