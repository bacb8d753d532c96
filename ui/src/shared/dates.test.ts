import { describe, expect, it } from 'vitest';
import { ageOn, nights, parseDate, parseDateTime } from './dates';

describe('typed dates', () => {
  it.each([
    ['06.03.2025', '2025-03-06'],
    ['6.3.25', '2025-03-06'],
    ['06032025', '2025-03-06'],
    ['060325', '2025-03-06'],
    ['06/03/2025', '2025-03-06'],
    [' 06.03.2025 ', '2025-03-06'],
    ['12.11.78', '1978-11-12'],
    ['29.02.2024', '2024-02-29'],
    ['29.02.2025', null],
    ['31.04.2025', null],
    ['00.01.2025', null],
    ['01.13.2025', null],
    ['06.03.1825', null],
    ['завтра', null],
    ['06.03', null],
    ['', null],
  ])('%s', (text, iso) => expect(parseDate(text)).toBe(iso));

  it.each([
    ['06.03.2025 11:13', '2025-03-06T11:13:00'],
    ['06.03.2025 9.05', '2025-03-06T09:05:00'],
    ['06.03.2025', '2025-03-06T00:00:00'],
    ['06.03.2025 24:00', null],
    ['06.03.2025 11:60', null],
    ['11:13', null],
  ])('%s', (text, iso) => expect(parseDateTime(text)).toBe(iso));
});

describe('counting', () => {
  it('counts nights, also over the change of clocks', () => {
    expect(nights('2025-03-29', '2025-03-31')).toBe(2);
    expect(nights('2025-05-12', '2025-05-12')).toBe(0);
    expect(nights('2025-05-12', '2025-05-11')).toBeNull();
    expect(nights(null, '2025-05-11')).toBeNull();
  });

  it('turns a year older on the birthday', () => {
    expect(ageOn('2010-06-15', '2025-06-14')).toBe(14);
    expect(ageOn('2010-06-15', '2025-06-15')).toBe(15);
    expect(ageOn('2008-02-29', '2025-02-28')).toBe(16);
    expect(ageOn('2008-02-29', '2025-03-01')).toBe(17);
  });
});
