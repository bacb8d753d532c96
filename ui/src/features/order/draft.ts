import type { Order } from '../../bindings/Order';
import { merge, same } from './merge';

/** An order being edited, with the saved state the edits began from. */
export interface Draft {
  base: Order;
  /** Version of `base`. */
  version: number;
  order: Order;
}

export interface Saved {
  order: Order;
  version: number;
}

export function cleanDraft(saved: Saved): Draft {
  return { base: saved.order, version: saved.version, order: saved.order };
}

export function isDirty(draft: Draft): boolean {
  return !same(draft.order, draft.base);
}

/** Carries the edits over to a newer saved state; where both changed the same, mine stays and is named. */
export function rebase(draft: Draft, theirs: Saved): { draft: Draft; conflicts: string[] } {
  const { value, conflicts } = merge(draft.base, draft.order, theirs.order);
  return { draft: { base: theirs.order, version: theirs.version, order: value }, conflicts };
}
