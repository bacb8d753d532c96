/** Reading of typed dates. Values are ISO texts: `2025-03-06`, `2025-03-06T11:13:00`. */

const DATE = /^(\d{1,2})[.\-/ ,]?(\d{1,2})[.\-/ ,]?(\d{4}|\d{2})$/;
const TIME = /^(\d{1,2})[:.\- ]?(\d{2})$/;

/** Reads `06.03.2025`, `6.3.25`, `06032025`; `null` when it is not a day of the calendar. */
export function parseDate(text: string): string | null {
  const parts = DATE.exec(text.trim());
  if (!parts) {
    return null;
  }
  const [day, month] = [Number(parts[1]), Number(parts[2])];
  const year = parts[3]?.length === 2 ? fullYear(Number(parts[3])) : Number(parts[3]);
  return isoDay(year, month, day);
}

/** Reads `06.03.2025 11:13`; without a time the day begins at 00:00. */
export function parseDateTime(text: string): string | null {
  const [first = '', ...rest] = text.trim().split(/\s+/);
  const day = parseDate(first);
  if (day === null) {
    return null;
  }
  if (rest.length === 0) {
    return `${day}T00:00:00`;
  }
  const time = TIME.exec(rest.join(':'));
  const [hours, minutes] = [Number(time?.[1]), Number(time?.[2])];
  if (!time || hours > 23 || minutes > 59) {
    return null;
  }
  return `${day}T${pad(hours)}:${pad(minutes)}:00`;
}

/** Two digits mean this century up to 2049, then the last one: birthdays and tours both come out right. */
function fullYear(short: number): number {
  return short < 50 ? 2000 + short : 1900 + short;
}

function isoDay(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  const exists = year >= 1900 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return exists ? `${year}-${pad(month)}-${pad(day)}` : null;
}

/** The day it is on this computer. */
export function today(now = new Date()): string {
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/** Nights between two days; `null` until both are known and in order. */
export function nights(from: string | null, to: string | null): number | null {
  if (from === null || to === null) {
    return null;
  }
  const count = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  return count >= 0 ? count : null;
}

/** Full years of age on a day. */
export function ageOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
