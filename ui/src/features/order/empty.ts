import type { IdentityDocument } from '../../bindings/IdentityDocument';
import type { Service } from '../../bindings/Service';
import type { ServiceKind } from '../../bindings/ServiceKind';
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
      };
    case 'excursions':
      return { id, kind, program: '', date: null, duration: '', language: '', with_guide: false };
    case 'other':
      return { id, kind, name: '', details: '', price: null };
  }
}
