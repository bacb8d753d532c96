import type { ServiceKind } from '../../bindings/ServiceKind';

export interface ServiceField {
  key: string;
  label: string;
  type: 'text' | 'suggest' | 'day' | 'time' | 'sum' | 'count' | 'flag' | 'country' | 'tourists';
  suggestions?: string[];
  isWide?: boolean;
}

/** Sections of «Детали тура», in the order a tour is put together. */
export const SERVICE_KINDS: ServiceKind[] = [
  'transport',
  'accommodation',
  'meals',
  'transfer',
  'insurance',
  'excursions',
  'guide',
  'visa',
  'other',
];

/** Fields of a service by its kind, in the order of the form. */
export const SERVICE_FIELDS: Record<ServiceKind, ServiceField[]> = {
  accommodation: [
    { key: 'hotel', label: 'Название', type: 'text', isWide: true },
    {
      key: 'category',
      label: 'Категория',
      type: 'suggest',
      suggestions: ['5*', '4*', '3*', '2*', '1*', 'Apts', 'Villa', 'без категории'],
    },
    { key: 'address', label: 'Адрес', type: 'text', isWide: true },
    { key: 'check_in', label: 'Заезд', type: 'day' },
    { key: 'check_out', label: 'Выезд', type: 'day' },
    {
      key: 'room',
      label: 'Категория номера',
      type: 'suggest',
      suggestions: ['Standard', 'Superior', 'Deluxe', 'Family', 'Suite'],
    },
    {
      key: 'occupancy',
      label: 'Тип размещения',
      type: 'suggest',
      suggestions: ['SGL', 'DBL', 'TRPL', 'DBL+EXB', 'DBL+CHD', 'DBL+2CHD'],
    },
    {
      key: 'meal',
      label: 'Питание',
      type: 'suggest',
      suggestions: ['RO', 'BB', 'HB', 'HB+', 'FB', 'FB+', 'AI', 'UAI'],
    },
  ],
  transport: [
    { key: 'mode', label: 'Вид перевозки', type: 'suggest', suggestions: ['авиа', 'ж/д', 'автобус', 'теплоход'] },
    { key: 'carrier', label: 'Перевозчик', type: 'text' },
    { key: 'number', label: 'Номер рейса', type: 'text' },
    { key: 'class', label: 'Класс', type: 'suggest', suggestions: ['эконом', 'комфорт', 'бизнес', 'купе', 'плацкарт'] },
    { key: 'from', label: 'Откуда', type: 'text' },
    { key: 'departs_at', label: 'Отправление', type: 'time' },
    { key: 'to', label: 'Куда', type: 'text' },
    { key: 'arrives_at', label: 'Прибытие', type: 'time' },
    {
      key: 'baggage',
      label: 'Багаж',
      type: 'suggest',
      suggestions: ['без багажа', '10 кг', '20 кг', '23 кг', '30 кг'],
    },
    { key: 'tickets', label: 'Номера билетов', type: 'text', isWide: true },
    { key: 'charter', label: 'Чартерный рейс', type: 'flag' },
  ],
  transfer: [
    {
      key: 'mode',
      label: 'Вид трансфера',
      type: 'suggest',
      suggestions: ['групповой', 'индивидуальный', 'самостоятельно'],
    },
    {
      key: 'route',
      label: 'Маршрут',
      type: 'suggest',
      suggestions: ['аэропорт — отель — аэропорт', 'аэропорт — отель', 'отель — аэропорт'],
      isWide: true,
    },
    { key: 'date', label: 'Дата', type: 'day' },
  ],
  insurance: [
    {
      key: 'subject',
      label: 'Вид страхования',
      type: 'suggest',
      suggestions: ['медицинское', 'от невыезда', 'от несчастного случая', 'багажа'],
    },
    { key: 'insurer', label: 'Страховщик', type: 'text', isWide: true },
    { key: 'policy_number', label: 'Номер полиса', type: 'text' },
    { key: 'policy_date', label: 'Дата полиса', type: 'day' },
    {
      key: 'coverage',
      label: 'Страховая сумма',
      type: 'suggest',
      suggestions: ['30 000 EUR', '50 000 USD', '100 000 USD'],
    },
    { key: 'territory', label: 'Территория', type: 'text' },
    { key: 'from', label: 'Начало действия', type: 'day' },
    { key: 'to', label: 'Конец действия', type: 'day' },
    { key: 'insured', label: 'Застрахованные', type: 'tourists', isWide: true },
    { key: 'deductible', label: 'Франшиза', type: 'text' },
  ],
  excursions: [
    { key: 'program', label: 'Название или перечень', type: 'text', isWide: true },
    { key: 'date', label: 'Дата', type: 'day' },
    { key: 'duration', label: 'Продолжительность', type: 'text' },
    { key: 'language', label: 'Язык', type: 'suggest', suggestions: ['русский', 'английский'] },
    { key: 'with_guide', label: 'С экскурсоводом', type: 'flag' },
  ],
  meals: [
    { key: 'meal', label: 'Тип питания', type: 'suggest', suggestions: ['BB', 'HB', 'FB', 'завтраки', 'трёхразовое'] },
    { key: 'from', label: 'Первый день', type: 'day' },
    { key: 'to', label: 'Последний день', type: 'day' },
    { key: 'details', label: 'Подробности', type: 'text', isWide: true },
  ],
  guide: [
    {
      key: 'role',
      label: 'Кто сопровождает',
      type: 'suggest',
      suggestions: ['экскурсовод', 'гид-переводчик', 'инструктор-проводник'],
    },
    { key: 'language', label: 'Язык', type: 'suggest', suggestions: ['русский', 'английский'] },
    { key: 'details', label: 'Подробности', type: 'text', isWide: true },
  ],
  visa: [
    { key: 'country', label: 'Страна', type: 'country' },
    {
      key: 'visa_type',
      label: 'Тип визы',
      type: 'suggest',
      suggestions: ['туристическая однократная', 'туристическая многократная', 'электронная'],
    },
    { key: 'submit_by', label: 'Срок подачи', type: 'day' },
    { key: 'fee', label: 'Консульский сбор', type: 'text' },
  ],
  other: [
    { key: 'name', label: 'Название', type: 'text', isWide: true },
    { key: 'details', label: 'Подробности', type: 'text', isWide: true },
    { key: 'quantity', label: 'Количество', type: 'count' },
    { key: 'price', label: 'Цена', type: 'sum' },
  ],
};

/** Fields a service is «заполнена» without. */
const OPTIONAL: Partial<Record<ServiceKind, string[]>> = {
  transport: ['tickets'],
  insurance: ['insured', 'deductible'],
  meals: ['details'],
  guide: ['language', 'details'],
  other: ['details', 'quantity', 'price'],
};

/** How far a service is filled: its empty fields, as the contract check counts them. */
export function emptyFields(service: Record<string, unknown>, kind: ServiceKind): string[] {
  const optional = OPTIONAL[kind] ?? [];
  return SERVICE_FIELDS[kind]
    .filter(({ key, type }) => type !== 'flag' && !optional.includes(key) && !hasValue(service[key]))
    .map(({ label }) => label);
}

function hasValue(value: unknown): boolean {
  return typeof value === 'string' ? value.trim() !== '' : value !== null && value !== undefined;
}
