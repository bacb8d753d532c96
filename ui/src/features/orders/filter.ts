import type { OrderFilter } from '../../bindings/OrderFilter';
import type { OrderTab } from '../../bindings/OrderTab';
import type { OrderValues } from '../../bindings/OrderValues';
import type { TripDay } from '../../bindings/TripDay';
import { countryName } from '../../shared/countries';
import { date } from '../../shared/format';
import { contractStatus, documentsGiven, options, orderStatus, paymentMethod, serviceKind } from '../../shared/labels';

type KeysOf<V> = { [K in keyof OrderFilter]: OrderFilter[K] extends V ? K : never }[keyof OrderFilter];
type TextKey = Exclude<KeysOf<string>, 'tab' | 'search'>;
type DayKey = 'start_from' | 'start_to';
export type TripKey = 'departs' | 'returns';
type ListKey = KeysOf<string[]>;

export interface Option {
  value: string;
  label: string;
}

/** A field of the filter's panel, in the order of the panel. */
export type Field = { label: string } & (
  | { kind: 'text'; key: TextKey }
  | { kind: 'day'; key: DayKey }
  | { kind: 'list'; key: ListKey; options: (values: OrderValues | undefined) => Option[] }
);

const NOT_SET = 'Не указано';
const words = (all: string[] | undefined): Option[] => (all ?? []).map((value) => ({ value, label: value || NOT_SET }));

export const FIELDS: Field[] = [
  { kind: 'text', key: 'number', label: 'Номер заявки' },
  { kind: 'text', key: 'contract_number', label: 'Номер договора' },
  { kind: 'text', key: 'tourist', label: 'ФИО туриста' },
  { kind: 'text', key: 'customer', label: 'Фамилия заказчика' },
  { kind: 'day', key: 'start_from', label: 'Начало тура (от)' },
  { kind: 'day', key: 'start_to', label: 'Начало тура (до)' },
  { kind: 'list', key: 'managers', label: 'Менеджер', options: (values) => words(values?.managers) },
  {
    kind: 'list',
    key: 'offices',
    label: 'Офис',
    options: (values) => (values?.offices ?? []).map(({ id, name }) => ({ value: id, label: name })),
  },
  { kind: 'list', key: 'lead_sources', label: 'Источник лида', options: (values) => words(values?.lead_sources) },
  { kind: 'list', key: 'lead_kinds', label: 'Тип лида', options: (values) => words(values?.lead_kinds) },
  { kind: 'list', key: 'payment_methods', label: 'Тип оплаты', options: () => options(paymentMethod) },
  { kind: 'list', key: 'services', label: 'Тип услуги', options: () => options(serviceKind) },
  { kind: 'list', key: 'operators', label: 'Туроператор', options: (values) => words(values?.operators) },
  {
    kind: 'list',
    key: 'departure_cities',
    label: 'Город вылета',
    options: (values) => words(values?.departure_cities),
  },
  {
    kind: 'list',
    key: 'countries',
    label: 'Страна тура',
    options: (values) => (values?.countries ?? []).map(({ code, name }) => ({ value: code, label: name || NOT_SET })),
  },
  { kind: 'list', key: 'documents_given', label: 'Документы туристу', options: () => options(documentsGiven) },
  { kind: 'list', key: 'statuses', label: 'Статус заявки', options: () => options(orderStatus) },
  { kind: 'list', key: 'contract_statuses', label: 'Статус договора', options: () => options(contractStatus) },
];

export const TRIPS: { key: TripKey; label: string }[] = [
  { key: 'departs', label: 'Вылет' },
  { key: 'returns', label: 'Прилёт' },
];

export const TRIP_DAYS: Record<TripDay, string> = {
  today: 'сегодня',
  tomorrow: 'завтра',
  in_three_days: 'через 3 дня',
  in_five_days: 'через 5 дней',
};

export const TABS: Record<OrderTab, string> = {
  all: 'Все заявки',
  mine: 'Мои',
  quotes: 'Запросы на расчёт',
  archived: 'Архивные',
  trash: 'Корзина',
};

export const EMPTY_FILTER: OrderFilter = {
  tab: 'all',
  search: '',
  number: '',
  contract_number: '',
  tourist: '',
  customer: '',
  start_from: null,
  start_to: null,
  departs: null,
  returns: null,
  managers: [],
  offices: [],
  lead_sources: [],
  lead_kinds: [],
  payment_methods: [],
  services: [],
  operators: [],
  departure_cities: [],
  countries: [],
  documents_given: [],
  statuses: [],
  contract_statuses: [],
};

/** Everything but the tab let go. */
export function cleared({ tab }: OrderFilter): OrderFilter {
  return { ...EMPTY_FILTER, tab };
}

/** Whether anything but the tab is asked for. */
export function isFiltered(filter: OrderFilter): boolean {
  return filter.search.trim() !== '' || activeFilters(filter).length > 0;
}

/** A condition that holds now, in words. */
export interface ActiveFilter {
  key: keyof OrderFilter;
  label: string;
  value: string;
}

/** The conditions that hold, search apart, in the order of the panel. */
export function activeFilters(filter: OrderFilter, values?: OrderValues): ActiveFilter[] {
  const trips = TRIPS.map(({ key, label }) => {
    const day = filter[key];
    return { key, label, value: day === null ? '' : TRIP_DAYS[day] };
  });
  const fields = FIELDS.map((field) => ({ key: field.key, label: field.label, value: inWords(field, filter, values) }));
  return [...trips, ...fields].filter(({ value }) => value !== '');
}

/** The filter without one of its conditions. */
export function without(filter: OrderFilter, key: keyof OrderFilter): OrderFilter {
  return { ...filter, [key]: EMPTY_FILTER[key] };
}

function inWords(field: Field, filter: OrderFilter, values: OrderValues | undefined): string {
  switch (field.kind) {
    case 'text':
      return filter[field.key].trim();
    case 'day':
      return date(filter[field.key]);
    case 'list': {
      const known = new Map(field.options(values).map(({ value, label }) => [value, label]));
      const spare = (value: string) => (field.key === 'countries' ? countryName(value) : value || NOT_SET);
      return filter[field.key].map((value) => known.get(value) ?? spare(value)).join(', ');
    }
  }
}

const ENUMS: Partial<Record<ListKey, Record<string, string>>> = {
  payment_methods: paymentMethod,
  services: serviceKind,
  documents_given: documentsGiven,
  statuses: orderStatus,
  contract_statuses: contractStatus,
};
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads a kept filter; what this version does not know is left out. */
export function readFilter(note: unknown): OrderFilter {
  const filter: OrderFilter = { ...EMPTY_FILTER };
  if (typeof note !== 'object' || note === null) {
    return filter;
  }
  const raw = note as Record<string, unknown>;
  const known = <K extends string>(value: unknown, names: Record<K, string>): value is K =>
    typeof value === 'string' && Object.hasOwn(names, value);
  if (known(raw.tab, TABS)) {
    filter.tab = raw.tab;
  }
  if (typeof raw.search === 'string') {
    filter.search = raw.search;
  }
  for (const { key } of TRIPS) {
    const day = raw[key];
    filter[key] = known(day, TRIP_DAYS) ? day : null;
  }
  for (const field of FIELDS) {
    const value = raw[field.key];
    if (field.kind === 'text' && typeof value === 'string') {
      filter[field.key] = value;
    } else if (field.kind === 'day' && typeof value === 'string' && DAY.test(value)) {
      filter[field.key] = value;
    } else if (field.kind === 'list' && Array.isArray(value)) {
      const names = ENUMS[field.key];
      const list = value.filter((item) => typeof item === 'string' && (!names || Object.hasOwn(names, item)));
      Object.assign(filter, { [field.key]: list });
    }
  }
  return filter;
}
