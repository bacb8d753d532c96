const DAY = 24 * 3600 * 1000;
/** Moscow is three hours ahead of UTC all the year. */
const MOSCOW = 3 * 3600 * 1000;

/** Milliseconds to the next midnight of Moscow, by which the core counts days, and a second more. */
export function untilMidnight(now: number): number {
  return DAY - ((now + MOSCOW) % DAY) + 1000;
}
