import type { OrderSort } from '../../bindings/OrderSort';

/** How the grid is looked at; kept between starts. */
export interface OrdersView {
  search: string;
  sort: OrderSort;
  descending: boolean;
}

export const DEFAULT_VIEW: OrdersView = { search: '', sort: 'updated', descending: true };

const KEY = 'orders-view';
const SORTS: readonly OrderSort[] = [
  'updated',
  'number',
  'contract_number',
  'customer',
  'tour_start',
  'total',
  'contract_status',
];

/** The view as it was left; anything unreadable is the default. */
export function loadView(storage: Storage): OrdersView {
  try {
    const raw: unknown = JSON.parse(storage.getItem(KEY) ?? '');
    if (isView(raw)) {
      return { search: raw.search, sort: raw.sort, descending: raw.descending };
    }
  } catch {
    // an unreadable note is no note
  }
  return DEFAULT_VIEW;
}

export function keepView(storage: Storage, view: OrdersView): void {
  storage.setItem(KEY, JSON.stringify(view));
}

/** A click on a heading: sorts by it, the second click turns it over, the third returns to the last changed. */
export function sortBy(view: OrdersView, sort: OrderSort): OrdersView {
  if (view.sort !== sort) {
    return { ...view, sort, descending: false };
  }
  return view.descending ? { ...view, sort: 'updated', descending: true } : { ...view, descending: true };
}

function isView(value: unknown): value is OrdersView {
  return (
    typeof value === 'object' &&
    value !== null &&
    'search' in value &&
    typeof value.search === 'string' &&
    'descending' in value &&
    typeof value.descending === 'boolean' &&
    'sort' in value &&
    SORTS.some((sort) => sort === value.sort)
  );
}
