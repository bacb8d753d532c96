/** No-break space: stands before ₽ and after №. */
export const NBSP = '\u00a0';

const rubles = new Intl.NumberFormat('ru-RU', { maximumFractionDigits: 0 });
const plurals = new Intl.PluralRules('ru-RU');
const moscow = new Intl.DateTimeFormat('ru-RU', {
  timeZone: 'Europe/Moscow',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** `125 000 ₽`, and `125 000,50 ₽` when there are kopecks. */
export function money(kopecks: number): string {
  const sign = kopecks < 0 ? '-' : '';
  const all = Math.abs(kopecks);
  const rest = all % 100;
  const whole = rubles.format((all - rest) / 100);
  return `${sign}${whole}${rest === 0 ? '' : `,${String(rest).padStart(2, '0')}`}${NBSP}₽`;
}

/** Kopecks as a number field shows them: `125000` or `125000.5`. */
export function kopecksToInput(kopecks: number | null): number | '' {
  return kopecks === null ? '' : kopecks / 100;
}

/** What a number field gives, in kopecks; an empty field is no sum. */
export function inputToKopecks(value: number | string): number | null {
  if (value === '') {
    return null;
  }
  const [whole = '0', fraction = ''] = String(value).split('.');
  const kopecks = Number(`${whole}${fraction.padEnd(2, '0').slice(0, 2)}`);
  return Number.isSafeInteger(kopecks) ? kopecks : null;
}

/** `06.03.2025` of an ISO date; an empty text of none. */
export function date(iso: string | null): string {
  const parts = iso === null ? null : /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  return parts ? `${parts[3]}.${parts[2]}.${parts[1]}` : '';
}

/** `06.03.2025 11:13` of an ISO wall-clock time without a zone. */
export function dateTime(iso: string | null): string {
  const time = iso === null ? null : /T(\d{2}:\d{2})/.exec(iso);
  return iso === null ? '' : `${date(iso)}${time ? ` ${time[1]}` : ''}`;
}

function moscowParts(utc: string): Record<string, string> {
  return Object.fromEntries(moscow.formatToParts(new Date(utc)).map((part) => [part.type, part.value]));
}

/** `26.02.2025 19:05`, Moscow time of a moment. */
export function moscowMinute(utc: string): string {
  const p = moscowParts(utc);
  return `${p.day}.${p.month}.${p.year} ${p.hour}:${p.minute}`;
}

/** `26.02.2025 19:05:25`, Moscow time of a moment. */
export function moscowSecond(utc: string): string {
  return `${moscowMinute(utc)}:${moscowParts(utc).second}`;
}

/** `12.05 – 21.05.2025`, with the year once where it is the same. */
export function dateRange(from: string | null, to: string | null): string {
  if (from === null || to === null) {
    return date(from ?? to);
  }
  const start = date(from);
  const end = date(to);
  return from.slice(0, 4) === to.slice(0, 4) ? `${start.slice(0, 5)} – ${end}` : `${start} – ${end}`;
}

/** The form of a noun that agrees with a number: 1 турист, 2 туриста, 5 туристов. */
export function plural(count: number, one: string, few: string, many: string): string {
  const form = plurals.select(count);
  return form === 'one' ? one : form === 'few' ? few : many;
}

/** `1 234` with no-break spaces. */
export function integer(value: number): string {
  return rubles.format(value);
}

/** `3 туриста` with a no-break space. */
export function counted(count: number, one: string, few: string, many: string): string {
  return `${rubles.format(count)}${NBSP}${plural(count, one, few, many)}`;
}

/** `1,2 МБ`, `340 КБ`. */
export function fileSize(bytes: number): string {
  const units: [number, string][] = [
    [1024 * 1024, 'МБ'],
    [1024, 'КБ'],
  ];
  for (const [size, name] of units) {
    if (bytes >= size) {
      const value = (bytes / size).toFixed(bytes / size < 10 ? 1 : 0).replace('.', ',');
      return `${value}${NBSP}${name}`;
    }
  }
  return `${bytes}${NBSP}Б`;
}

/** `+7 906 680-55-55` of a Russian number however it was typed; anything else as it is. */
export function phone(text: string): string {
  const parts = /^(?:\+7|[78])?([1-9]\d\d)(\d{3})(\d\d)(\d\d)$/.exec(text.replaceAll(/[\s()\-–.]/g, ''));
  return parts ? `+7 ${parts[1]} ${parts[2]}-${parts[3]}-${parts[4]}` : text.trim();
}

/** «Иванов Иван Иванович», without empty parts. */
export function fullName(person: { last_name: string; first_name: string; middle_name: string }): string {
  return [person.last_name, person.first_name, person.middle_name]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ');
}
