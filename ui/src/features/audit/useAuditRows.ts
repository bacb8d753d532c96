import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { queryOptions } from '../../app/query';
import type { AuditLines } from '../../bindings/AuditLines';
import type { AuditWish } from '../../bindings/AuditWish';
import type { CommandError } from '../../lib/backend/error';

/** Entries asked for at once. */
const SLICE = 100;

/** The journal, slice by slice as it is scrolled. */
export function useAuditRows(wish: AuditWish) {
  const query = useInfiniteQuery<AuditLines, CommandError, AuditLines[], readonly unknown[], number>({
    queryKey: ['list_audit', wish],
    queryFn: ({ pageParam }) =>
      queryOptions('list_audit', { wish, page: { offset: pageParam, limit: SLICE } }).queryFn(),
    initialPageParam: 0,
    getNextPageParam: (last, _pages, offset) => (offset + SLICE < last.total ? offset + SLICE : undefined),
    select: ({ pages }) => pages,
    placeholderData: keepPreviousData,
  });
  const pages = query.data ?? [];
  return { query, rows: pages.flatMap((page) => page.rows), total: pages[0]?.total ?? 0 };
}
