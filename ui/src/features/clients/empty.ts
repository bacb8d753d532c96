import type { Client } from '../../bindings/Client';
import { newId } from '../../shared/ids';
import { emptyOrganisation } from '../order/empty';

/** A card with nothing filled in. */
export function emptyClient(): Client {
  return {
    id: newId(),
    kind: 'person',
    organisation: emptyOrganisation,
    last_name: '',
    first_name: '',
    middle_name: '',
    no_middle_name: false,
    last_name_latin: '',
    first_name_latin: '',
    gender: null,
    birth_date: null,
    birth_place: '',
    citizenship: 'RUS',
    documents: [],
    registration_address: '',
    actual_address: '',
    lives_at_registration: true,
    phones: [],
    emails: [],
    inn: '',
    notes: '',
    tags: [],
  };
}
