import type { Client } from '../../bindings/Client';
import { countryName } from '../../shared/countries';
import { date, fullName, phone } from '../../shared/format';
import { customerKind, documentKind, gender } from '../../shared/labels';

/** A line of the comparison: one thing a card knows. */
export interface MergeField {
  key: string;
  title: string;
  show: (client: Client) => string;
  /** The card with this thing as another card has it. */
  take: (into: Client, from: Client) => Client;
  /** Holds several values, so that the cards' values can stand together. */
  isList?: boolean;
}

function field<K extends keyof Client>(
  title: string,
  keys: K[],
  show: (client: Client) => string,
  isList = false,
): MergeField {
  return {
    key: String(keys[0]),
    title,
    show,
    take: (into, from) => ({ ...into, ...Object.fromEntries(keys.map((key) => [key, from[key]])) }),
    isList,
  };
}

const mergeFields: MergeField[] = [
  field('Вид', ['kind'], ({ kind }) => customerKind[kind]),
  field('ФИО', ['last_name', 'first_name', 'middle_name', 'no_middle_name'], fullName),
  field('Организация', ['organisation'], ({ organisation }) =>
    [organisation.short_name || organisation.full_name, organisation.inn && `ИНН ${organisation.inn}`]
      .filter(Boolean)
      .join(', '),
  ),
  field('Латиницей', ['last_name_latin', 'first_name_latin'], (client) =>
    `${client.last_name_latin} ${client.first_name_latin}`.trim(),
  ),
  field('Пол', ['gender'], (client) => (client.gender === null ? '' : gender[client.gender])),
  field('Дата рождения', ['birth_date'], (client) => date(client.birth_date)),
  field('Место рождения', ['birth_place'], (client) => client.birth_place),
  field('Гражданство', ['citizenship'], (client) => countryName(client.citizenship)),
  field('Телефоны', ['phones'], (client) => client.phones.map(phone).join(', '), true),
  field('E-mail', ['emails'], (client) => client.emails.join(', '), true),
  field(
    'Документы',
    ['documents'],
    (client) => client.documents.map((one) => `${documentKind[one.kind]} ${one.series} ${one.number}`).join(', '),
    true,
  ),
  field('Адреса', ['registration_address', 'actual_address', 'lives_at_registration'], (client) =>
    [client.registration_address, client.lives_at_registration ? '' : client.actual_address].filter(Boolean).join('; '),
  ),
  field('ИНН', ['inn'], (client) => client.inn),
  field('Метки', ['tags'], (client) => client.tags.join(', '), true),
  field('Заметки', ['notes'], (client) => client.notes),
];

/** Lines worth showing: those where any card knows something. */
export function fieldsOf(clients: Client[]): MergeField[] {
  return mergeFields.filter(({ show }) => clients.some((client) => show(client) !== ''));
}

/** The card with the chosen values; what nobody chose is as proposed. */
export function merged(proposal: Client, clients: Client[], chosen: Record<string, number>): Client {
  return mergeFields.reduce((card, { key, take }) => {
    const from = clients[chosen[key] ?? -1];
    return from ? take(card, from) : card;
  }, proposal);
}
