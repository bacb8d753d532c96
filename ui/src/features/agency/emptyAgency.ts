import type { Agency } from '../../bindings/Agency';

/** An agency nothing is known about yet. */
export const emptyAgency: Agency = {
  form: 'organisation',
  full_name: '',
  short_name: '',
  city: '',
  address: '',
  post_address: '',
  inn: '',
  kpp: '',
  ogrn: '',
  registry_number: '',
  account: '',
  bik: '',
  bank: '',
  correspondent_account: '',
  phone: '',
  email: '',
  site: '',
  working_hours: '',
  signer_name: '',
  signer_name_genitive: '',
  signer_position: '',
  signer_position_genitive: '',
  signer_basis: '',
};
