import codes from 'i18n-iso-countries';
import russian from 'i18n-iso-countries/langs/ru.json';

codes.registerLocale(russian);

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

/** Countries ISO 3166 does not have. */
const OUR_OWN: Record<string, string> = { ABH: 'Абхазия' };

const names: Record<string, string> = { ...OUR_OWN };
for (const [alpha2, name] of Object.entries(codes.getNames('ru', { select: 'alias' }))) {
  const alpha3 = codes.alpha2ToAlpha3(alpha2);
  if (alpha3 !== undefined) {
    names[alpha3] = alpha3 === 'RUS' ? 'Россия' : name;
  }
}

/** Name of a country by its ISO 3166 alpha-3 code. */
export function countryName(code: string): string {
  return names[code] ?? code;
}

/** All countries, popular ones first, the rest by name. */
export const countryOptions: { value: string; label: string }[] = [
  ...POPULAR,
  ...Object.keys(names)
    .filter((code) => !POPULAR.includes(code))
    .sort((a, b) => countryName(a).localeCompare(countryName(b), 'ru')),
].map((code) => ({ value: code, label: countryName(code) }));
