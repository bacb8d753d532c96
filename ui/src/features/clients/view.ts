import type { ClientSortBy } from '../../bindings/ClientSortBy';
import type { ClientWish } from '../../bindings/ClientWish';
import type { ConsentFilter } from '../../bindings/ConsentFilter';
import type { CustomerKind } from '../../bindings/CustomerKind';
import { customerKind } from '../../shared/labels';

const KEY = 'clients.view';

export const everyone: ClientWish = {
  search: '',
  kind: null,
  consent: null,
  birthday_this_month: false,
  document_expiring: false,
  in_trash: false,
  sort: 'name',
  descending: false,
};

export const consentFilter: Record<ConsentFilter, string> = {
  personal_data: 'Есть согласие на ПДн',
  no_personal_data: 'Нет согласия на ПДн',
  advertising: 'Есть согласие на рекламу',
  no_advertising: 'Нет согласия на рекламу',
};

const SORTS: ClientSortBy[] = ['name', 'updated', 'created', 'birthday', 'expiry'];

/** The list as it was left; whatever cannot be read is as at first. */
export function loadView(storage: Storage): ClientWish {
  try {
    const kept = JSON.parse(storage.getItem(KEY) ?? '{}') as Partial<ClientWish>;
    return {
      ...everyone,
      kind: kept.kind && kept.kind in customerKind ? (kept.kind as CustomerKind) : null,
      consent: kept.consent && kept.consent in consentFilter ? (kept.consent as ConsentFilter) : null,
      birthday_this_month: kept.birthday_this_month === true,
      document_expiring: kept.document_expiring === true,
      sort: SORTS.find((sort) => sort === kept.sort) ?? 'name',
      descending: kept.descending === true,
    };
  } catch {
    return everyone;
  }
}

/** Keeps filters and sorting; what was searched for is not kept. */
export function keepView(storage: Storage, view: ClientWish): void {
  storage.setItem(KEY, JSON.stringify({ ...view, search: '', in_trash: false }));
}

/** Another column, or the same one the other way round; times begin with the newest. */
export function sortBy(view: ClientWish, sort: ClientSortBy): ClientWish {
  const descending = view.sort === sort ? !view.descending : sort === 'updated' || sort === 'created';
  return { ...view, sort, descending };
}

/** Whether anything narrows the list. */
export function isFiltered(view: ClientWish): boolean {
  return view.kind !== null || view.consent !== null || view.birthday_this_month || view.document_expiring;
}
