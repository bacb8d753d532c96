import { describe, expect, it } from 'vitest';
import type { Order } from '../../bindings/Order';
import { cleanDraft, type Draft, isDirty, rebase } from './draft';
import { emptyDocument, emptyOrganisation } from './empty';

const order: Order = {
  id: '0198c0de-0000-7000-8000-000000000001',
  number: '6083-1234',
  status: 'new',
  is_quote: false,
  manager: '',
  manager_id: null,
  office_id: null,
  lead_source: '',
  lead_kind: '',
  documents_given: 'not_given',
  documents_given_on: null,
  notes: '',
  contract: {
    number: '',
    date: null,
    city: '',
    status: 'draft',
    kind: 'tour_product',
    docs_from_tourist_by: null,
    docs_to_tourist_by: null,
    template: '',
    confirm_by: null,
    confirm_within: '',
    booking_number: '',
    booking_status: null,
  },
  customer: {
    kind: 'person',
    client_id: null,
    organisation: emptyOrganisation,
    last_name: 'Иванова',
    first_name: 'Анна',
    middle_name: '',
    no_middle_name: true,
    gender: null,
    birth_date: null,
    citizenship: 'RUS',
    document: emptyDocument,
    registration_address: '',
    actual_address: '',
    lives_at_registration: true,
    phone: '',
    email: '',
    inn: '',
    is_tourist: false,
    identity_checked: { way: null, by: '', on: null },
  },
  tourists: [],
  tour: {
    kind: null,
    countries: [],
    resorts: '',
    departure_city: '',
    route: '',
    start: null,
    end: null,
    purpose: '',
    program: '',
  },
  services: [],
  services_not_included: [],
  price: {
    total: null,
    prepayment: null,
    prepayment_by: null,
    final_by: null,
    method: null,
    currency: '',
    rate: '',
    in_currency: '',
    schedule: [],
    discount: null,
    bonus: null,
    commission: null,
    included: '',
    operator_total: null,
    operator_schedule: [],
  },
  operator: null,
};

const saved = { order, version: 3 };

function typed(draft: Draft, patch: Partial<Order['customer']>): Draft {
  return { ...draft, order: { ...draft.order, customer: { ...draft.order.customer, ...patch } } };
}

describe('a draft', () => {
  it('is dirty only while something differs', () => {
    const draft = cleanDraft(saved);
    expect(isDirty(draft)).toBe(false);
    expect(isDirty(typed(draft, { phone: '1' }))).toBe(true);
    expect(isDirty(typed(typed(draft, { phone: '1' }), { phone: '' }))).toBe(false);
  });
});

describe('a newer saved order', () => {
  const newer = {
    order: { ...order, contract: { ...order.contract, status: 'viewed' as const }, manager: 'Петрова' },
    version: 4,
  };

  it('takes the place of an untouched draft', () => {
    const { draft, conflicts } = rebase(cleanDraft(saved), newer);
    expect(draft).toEqual(cleanDraft(newer));
    expect(conflicts).toEqual([]);
  });

  it('keeps edits of other fields', () => {
    const { draft, conflicts } = rebase(typed(cleanDraft(saved), { email: 'a@b.ru' }), newer);
    expect(conflicts).toEqual([]);
    expect(draft.version).toBe(4);
    expect(draft.order.customer.email).toBe('a@b.ru');
    expect(draft.order.contract.status).toBe('viewed');
    expect(draft.order.manager).toBe('Петрова');
    expect(isDirty(draft)).toBe(true);
  });

  it('names the field both changed, and keeps mine on the screen', () => {
    const mine = typed(cleanDraft(saved), { phone: '1', email: 'mine@b.ru' });
    const theirs = { order: typed(cleanDraft(saved), { phone: '2' }).order, version: 4 };
    const { draft, conflicts } = rebase(mine, theirs);
    expect(conflicts).toEqual(['customer.phone']);
    expect(draft.order.customer).toMatchObject({ phone: '1', email: 'mine@b.ru' });
  });

  it('does not mind both changing the same way', () => {
    const mine = typed(cleanDraft(saved), { phone: '1' });
    expect(rebase(mine, { order: mine.order, version: 4 }).conflicts).toEqual([]);
  });
});
