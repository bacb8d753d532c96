import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { queryOptions } from '../../app/query';
import type { ClientRow } from '../../bindings/ClientRow';
import type { ClientRows } from '../../bindings/ClientRows';
import type { ClientWish } from '../../bindings/ClientWish';
import type { CommandError } from '../../lib/backend/error';

/** Rows asked for at once. */
const SLICE = 100;

/** The rows of the list between two indexes, asked for slice by slice as they come into sight. */
export function useClientRows(wish: ClientWish, first: number, last: number) {
  const slice = (index: number) =>
    queryOptions('list_clients', { wish, page: { offset: index * SLICE, limit: SLICE } });
  // the first slice also tells how many rows there are, so it is always there
  const head = useQuery<ClientRows, CommandError>({ ...slice(0), placeholderData: keepPreviousData });
  const from = Math.floor(Math.max(0, first) / SLICE);
  const to = Math.max(from, Math.floor(Math.max(0, last) / SLICE));
  const indexes = Array.from({ length: to - from + 1 }, (_, step) => from + step);
  const slices = useQueries({ queries: indexes.map((index) => slice(index)) });
  const rowAt = (index: number): ClientRow | undefined => {
    const number = Math.floor(index / SLICE);
    const rows = number === 0 ? head.data?.rows : slices[number - from]?.data?.rows;
    return rows?.[index % SLICE];
  };
  return { head, total: head.data?.total ?? 0, rowAt };
}
