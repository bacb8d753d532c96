import type { IdentityDocument } from '../../bindings/IdentityDocument';
import type { Organisation } from '../../bindings/Organisation';
import type { Service } from '../../bindings/Service';
import type { ServiceKind } from '../../bindings/ServiceKind';
import type { Tourist } from '../../bindings/Tourist';
import { newId } from '../../shared/ids';

export const emptyDocument: IdentityDocument = {
  kind: 'russian_passport',
  series: '',
  number: '',
  issued_by: '',
  issued_on: null,
  department_code: '',
  expires_on: null,
};

export const emptyOrganisation: Organisation = {
  form: '',
  full_name: '',
  short_name: '',
  inn: '',
  kpp: '',
  ogrn: '',
  legal_address: '',
  post_address: '',
  account: '',
  bik: '',
  bank: '',
  correspondent_account: '',
  signer_name: '',
  signer_name_genitive: '',
  signer_position: '',
  signer_position_genitive: '',
  signer_basis: '',
  signer_phone: '',
  signer_email: '',
};

/** The card of a tourist with nothing filled in. */
export function emptyTourist(): Tourist {
  return {
    id: newId(),
    client_id: null,
    last_name: '',
    first_name: '',
    middle_name: '',
    no_middle_name: false,
    last_name_latin: '',
    first_name_latin: '',
    gender: null,
    birth_date: null,
    citizenship: 'RUS',
    document: { ...emptyDocument, kind: 'travel_passport' },
    visa: null,
    visa_number: '',
    visa_expires_on: null,
    birth_place: '',
    phone: '',
    email: '',
    child_consent: false,
    notes: '',
  };
}

/** A service of a kind with nothing filled in. */
export function emptyService(kind: ServiceKind): Service {
  const id = newId();
  switch (kind) {
    case 'accommodation':
      return {
        id,
        kind,
        hotel: '',
        address: '',
        category: '',
        check_in: null,
        check_out: null,
        room: '',
        occupancy: '',
        meal: '',
      };
    case 'transport':
      return {
        id,
        kind,
        mode: '',
        carrier: '',
        number: '',
        from: '',
        to: '',
        departs_at: null,
        arrives_at: null,
        class: '',
        baggage: '',
        charter: false,
        tickets: '',
      };
    case 'transfer':
      return { id, kind, mode: '', route: '', date: null };
    case 'insurance':
      return {
        id,
        kind,
        subject: '',
        insurer: '',
        policy_number: '',
        policy_date: null,
        coverage: '',
        territory: '',
        from: null,
        to: null,
        insured: [],
        deductible: '',
      };
    case 'meals':
      return { id, kind, meal: '', from: null, to: null, details: '' };
    case 'guide':
      return { id, kind, role: '', language: '', details: '' };
    case 'visa':
      return { id, kind, country: '', visa_type: '', submit_by: null, fee: '' };
    case 'excursions':
      return { id, kind, program: '', date: null, duration: '', language: '', with_guide: false };
    case 'other':
      return { id, kind, name: '', details: '', quantity: null, price: null };
  }
}
