import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { queryOptions } from '../../app/query';
import type { OrderCount } from '../../bindings/OrderCount';
import type { OrderFilter } from '../../bindings/OrderFilter';
import type { OrderRow } from '../../bindings/OrderRow';
import type { OrderRows } from '../../bindings/OrderRows';
import type { CommandError } from '../../lib/backend/error';
import type { OrdersView } from './view';

/** The whole tab «Все». */
const NO_FILTER: OrderFilter = {
  tab: 'all',
  search: '',
  number: '',
  contract_number: '',
  tourist: '',
  customer: '',
  start_from: null,
  start_to: null,
  departs: null,
  returns: null,
  managers: [],
  offices: [],
  lead_sources: [],
  lead_kinds: [],
  payment_methods: [],
  services: [],
  operators: [],
  departure_cities: [],
  countries: [],
  documents_given: [],
  statuses: [],
  contract_statuses: [],
};

/** Rows asked for at once. */
const SLICE = 100;

/** The rows of the grid between two indexes, asked for slice by slice as they come into sight. */
export function useOrderRows(view: OrdersView, first: number, last: number) {
  const slice = (index: number) =>
    queryOptions('list_orders', {
      filter: { ...NO_FILTER, search: view.search },
      sort: view.sort,
      descending: view.descending,
      page: { offset: index * SLICE, limit: SLICE },
    });
  // the first slice tells whether there are any, so it is always there
  const head = useQuery<OrderRows, CommandError>({ ...slice(0), placeholderData: keepPreviousData });
  const count = useQuery<OrderCount, CommandError>({
    ...queryOptions('count_orders', { filter: { ...NO_FILTER, search: view.search } }),
    placeholderData: keepPreviousData,
  });

  const from = Math.floor(Math.max(0, first) / SLICE);
  const to = Math.max(from, Math.floor(Math.max(0, last) / SLICE));
  const indexes = Array.from({ length: to - from + 1 }, (_, step) => from + step);
  const slices = useQueries({ queries: indexes.map((index) => slice(index)) });

  const rowAt = (index: number): OrderRow | undefined => {
    const number = Math.floor(index / SLICE);
    const rows = number === 0 ? head.data?.rows : slices[number - from]?.data?.rows;
    return rows?.[index % SLICE];
  };
  return { head, total: Math.max(head.data?.rows.length ?? 0, head.data?.more ? (count.data?.total ?? 0) : 0), rowAt };
}
