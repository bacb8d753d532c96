/** The orders that are ticked. */
export interface Selection {
  ids: ReadonlySet<string>;
  /** The row ticked last: a click with Shift reaches from here. */
  anchor: number | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null };

/** Ticks a row, or takes its tick away. */
export function toggle({ ids }: Selection, index: number, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) {
    next.add(id);
  }
  return { ids: next, anchor: index };
}

/** The rows between the one ticked last and this one, both included. */
export function reach({ anchor }: Selection, index: number): { first: number; last: number } {
  const from = anchor ?? index;
  return { first: Math.min(from, index), last: Math.max(from, index) };
}

/** Ticks more rows; what was ticked stays so. */
export function add({ ids }: Selection, more: Iterable<string>, anchor: number): Selection {
  return { ids: new Set([...ids, ...more]), anchor };
}
