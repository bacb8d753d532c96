import { describe, expect, it } from 'vitest';
import {
  counted,
  date,
  dateRange,
  dateTime,
  fileSize,
  fullName,
  inputToKopecks,
  kopecksToInput,
  money,
  moscowMinute,
  moscowSecond,
  plural,
} from './format';

describe('money', () => {
  it.each([
    [0, '0\u00a0₽'],
    [12_500_000, '125\u00a0000\u00a0₽'],
    [12_500_050, '125\u00a0000,50\u00a0₽'],
    [5, '0,05\u00a0₽'],
    [-150_00, '-150\u00a0₽'],
    [999_999_999_999, '9\u00a0999\u00a0999\u00a0999,99\u00a0₽'],
  ])('%i kopecks', (kopecks, text) => expect(money(kopecks)).toBe(text));

  it.each([
    ['', null],
    [125000, 12_500_000],
    [125000.5, 12_500_050],
    ['0.07', 7],
    ['19.99', 1999],
    ['1.005', 100],
  ])('reads %s', (typed, kopecks) => expect(inputToKopecks(typed)).toBe(kopecks));

  it('comes back the same from the field', () => {
    for (let kopecks = 0; kopecks < 100_000; kopecks += 7) {
      expect(inputToKopecks(kopecksToInput(kopecks))).toBe(kopecks);
    }
  });
});

describe('dates', () => {
  it('shows an ISO day the Russian way', () => {
    expect(date('2025-03-06')).toBe('06.03.2025');
    expect(date(null)).toBe('');
    expect(dateTime('2025-03-06T11:13:00')).toBe('06.03.2025 11:13');
    expect(dateTime(null)).toBe('');
  });

  it('shows moments in Moscow time, also over midnight', () => {
    expect(moscowMinute('2025-02-26T16:05:25Z')).toBe('26.02.2025 19:05');
    expect(moscowSecond('2025-12-31T21:30:07Z')).toBe('01.01.2026 00:30:07');
  });

  it('writes the year of a range once', () => {
    expect(dateRange('2025-05-12', '2025-05-21')).toBe('12.05 – 21.05.2025');
    expect(dateRange('2025-12-30', '2026-01-08')).toBe('30.12.2025 – 08.01.2026');
    expect(dateRange('2025-05-12', null)).toBe('12.05.2025');
    expect(dateRange(null, null)).toBe('');
  });
});

describe('words', () => {
  it.each([
    [1, 'турист'],
    [2, 'туриста'],
    [5, 'туристов'],
    [11, 'туристов'],
    [21, 'турист'],
    [112, 'туристов'],
  ])('%i', (count, form) => expect(plural(count, 'турист', 'туриста', 'туристов')).toBe(form));

  it('keeps a number with its noun', () => {
    expect(counted(1200, 'заявка', 'заявки', 'заявок')).toBe('1\u00a0200\u00a0заявок');
  });

  it('leaves out empty parts of a name', () => {
    expect(fullName({ last_name: 'Иванова ', first_name: 'Анна', middle_name: '' })).toBe('Иванова Анна');
  });

  it.each([
    [512, '512\u00a0Б'],
    [2048, '2,0\u00a0КБ'],
    [350_000, '342\u00a0КБ'],
    [1_500_000, '1,4\u00a0МБ'],
  ])('%i bytes', (bytes, text) => expect(fileSize(bytes)).toBe(text));
});
