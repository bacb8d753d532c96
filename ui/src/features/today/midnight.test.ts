import { expect, it } from 'vitest';
import { untilMidnight } from './midnight';

it.each([
  ['2026-11-20T20:59:59.000Z', 2_000],
  ['2026-11-20T21:00:00.000Z', 86_401_000],
  ['2026-11-20T09:00:00.000Z', 12 * 3600 * 1000 + 1000],
])('%s', (now, wait) => expect(untilMidnight(Date.parse(now))).toBe(wait));
