import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { queryOptions } from '../../app/query';
import type { OrderCount } from '../../bindings/OrderCount';
import type { OrderRow } from '../../bindings/OrderRow';
import type { OrderRows } from '../../bindings/OrderRows';
import { backend } from '../../lib/backend';
import type { CommandError } from '../../lib/backend/error';
import type { Question } from './view';

/** Rows asked for at once. */
const SLICE = 100;
/** As many as are answered at once at most. */
const BATCH = 500;

/** The rows of the grid between two indexes, asked for slice by slice as they come into sight. */
export function useOrderRows({ filter, sort, descending }: Question, first: number, last: number) {
  const slice = (index: number) =>
    queryOptions('list_orders', { filter, sort, descending, page: { offset: index * SLICE, limit: SLICE } });
  // the first slice is always there: it tells whether there is anything at all
  const head = useQuery<OrderRows, CommandError>({ ...slice(0), placeholderData: keepPreviousData });
  // counting takes longer than the first rows, which do not wait for it
  const count = useQuery<OrderCount, CommandError>({
    ...queryOptions('count_orders', { filter }),
    placeholderData: keepPreviousData,
  });

  const from = Math.floor(Math.max(0, first) / SLICE);
  const to = Math.max(from, Math.floor(Math.max(0, last) / SLICE));
  const indexes = Array.from({ length: to - from + 1 }, (_, step) => from + step);
  const slices = useQueries({ queries: indexes.map((index) => slice(index)) });

  const known = head.data?.rows.length ?? 0;
  const total = head.data && !head.data.more ? known : Math.max(known, count.data?.total ?? 0);

  const rowAt = (index: number): OrderRow | undefined => {
    const number = Math.floor(index / SLICE);
    const rows = number === 0 ? head.data?.rows : slices[number - from]?.data?.rows;
    return rows?.[index % SLICE];
  };
  /** The orders from one row to another, those out of sight as well. */
  const idsBetween = async (start: number, end: number): Promise<string[]> => {
    const offsets = Array.from({ length: Math.ceil((end - start + 1) / BATCH) }, (_, step) => start + step * BATCH);
    const found = await Promise.all(
      offsets.map((offset) =>
        backend.call('list_orders', {
          filter,
          sort,
          descending,
          page: { offset, limit: Math.min(BATCH, end - offset + 1) },
        }),
      ),
    );
    return found.flatMap(({ rows }) => rows.map(({ id }) => id));
  };
  return { head, total, rowAt, idsBetween };
}
