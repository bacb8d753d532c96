import { describe, expect, it } from 'vitest';
import type { OrderFilter } from '../../bindings/OrderFilter';
import type { OrderValues } from '../../bindings/OrderValues';
import { activeFilters, cleared, EMPTY_FILTER, FIELDS, isFiltered, readFilter, TRIPS, without } from './filter';

const VALUES: OrderValues = {
  managers: ['Петрова Анна', ''],
  offices: [{ id: 'o1', name: 'Арбат' }],
  lead_sources: ['Сайт'],
  lead_kinds: ['Горячий'],
  operators: ['Anex'],
  departure_cities: ['Москва'],
  countries: [{ code: 'TUR', name: 'Турция' }],
};

/** Each condition as it is asked for, with the words of its chip. */
const CONDITIONS: [Partial<OrderFilter>, string][] = [
  [{ departs: 'in_three_days' }, 'Вылет: через 3 дня'],
  [{ returns: 'today' }, 'Прилёт: сегодня'],
  [{ number: ' 6083 ' }, 'Номер заявки: 6083'],
  [{ contract_number: '6083-1' }, 'Номер договора: 6083-1'],
  [{ tourist: 'Иванов' }, 'ФИО туриста: Иванов'],
  [{ customer: 'Семёнов' }, 'Фамилия заказчика: Семёнов'],
  [{ start_from: '2026-05-01' }, 'Начало тура (от): 01.05.2026'],
  [{ start_to: '2026-05-10' }, 'Начало тура (до): 10.05.2026'],
  [{ managers: ['Петрова Анна', ''] }, 'Менеджер: Петрова Анна, Не указано'],
  [{ offices: ['o1'] }, 'Офис: Арбат'],
  [{ lead_sources: ['Сайт'] }, 'Источник лида: Сайт'],
  [{ lead_kinds: ['Горячий'] }, 'Тип лида: Горячий'],
  [{ payment_methods: ['cash'] }, 'Тип оплаты: Наличные'],
  [{ services: ['insurance', 'other'] }, 'Тип услуги: Страхование, Дополнительные услуги'],
  [{ operators: ['Anex'] }, 'Туроператор: Anex'],
  [{ departure_cities: ['Москва'] }, 'Город вылета: Москва'],
  [{ countries: ['TUR', 'EGY'] }, 'Страна тура: Турция, Египет'],
  [{ documents_given: ['partly'] }, 'Документы туристу: Выданы частично'],
  [{ statuses: ['confirmed'] }, 'Статус заявки: Подтверждена'],
  [{ contract_statuses: ['draft'] }, 'Статус договора: На формировании'],
];

describe.each(CONDITIONS)('the condition %j', (condition, words) => {
  const filter = { ...EMPTY_FILTER, tab: 'mine' as const, ...condition };

  it('is said in words and can be taken away', () => {
    const [only, ...others] = activeFilters(filter, VALUES);
    expect(others).toEqual([]);
    expect(`${only?.label}: ${only?.value}`).toBe(words);
    expect(isFiltered(filter)).toBe(true);
    expect(only && without(filter, only.key)).toEqual({ ...EMPTY_FILTER, tab: 'mine' });
    expect(cleared(filter)).toEqual({ ...EMPTY_FILTER, tab: 'mine' });
  });

  it('is kept between starts', () => expect(readFilter(JSON.parse(JSON.stringify(filter)))).toEqual(filter));
});

it('has a condition in the table for every field of the panel', () => {
  const covered = CONDITIONS.flatMap(([condition]) => Object.keys(condition));
  expect(covered.sort()).toEqual([...TRIPS, ...FIELDS].map(({ key }) => key).sort());
});

it('is empty with nothing but spaces asked for', () => {
  expect(isFiltered({ ...EMPTY_FILTER, search: '  ', number: ' ', tab: 'trash' })).toBe(false);
});

it.each([
  [{ tab: 'gone', search: 7, departs: 'yesterday' }, {}],
  [{ countries: 'TUR', start_from: '01.05.2026', number: null }, {}],
  [
    { statuses: ['new', 'sold', 3], managers: ['Анна', null] },
    { statuses: ['new'], managers: ['Анна'] },
  ],
  [{ payment_methods: ['toString'], services: ['__proto__'] }, {}],
])('of %j keeps what this version knows', (note, known) => {
  expect(readFilter(note)).toEqual({ ...EMPTY_FILTER, ...known });
});
