import { COUNTRIES } from '../bindings/countries';

/** Where Russian tourists go most: these stand first in the list. */
const POPULAR = [
  'RUS',
  'TUR',
  'EGY',
  'ARE',
  'THA',
  'CHN',
  'VNM',
  'LKA',
  'MDV',
  'IDN',
  'CUB',
  'ABH',
  'GEO',
  'BLR',
  'SRB',
];

const names = new Map(COUNTRIES);

/** Name of a country by its ISO 3166 alpha-3 code. */
export function countryName(code: string): string {
  return names.get(code) ?? code;
}

/** All countries, popular ones first, the rest by name. */
export const countryOptions: { value: string; label: string }[] = [
  ...POPULAR,
  ...[...names.keys()]
    .filter((code) => !POPULAR.includes(code))
    .sort((a, b) => countryName(a).localeCompare(countryName(b), 'ru')),
].map((code) => ({ value: code, label: countryName(code) }));
