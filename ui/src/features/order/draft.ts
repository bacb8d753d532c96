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

const key = (id: string) => `order-draft:${id}`;

/** Keeps unsaved edits on this computer. */
export function keepDraft(storage: Storage, draft: Draft): void {
  storage.setItem(key(draft.order.id), JSON.stringify(draft));
}

export function dropDraft(storage: Storage, id: string): void {
  storage.removeItem(key(id));
}

/** The edits left unsaved the last time, if there are any. */
export function loadDraft(storage: Storage, id: string): Draft | null {
  try {
    const raw: unknown = JSON.parse(storage.getItem(key(id)) ?? 'null');
    return isDraftOf(raw, id) ? raw : null;
  } catch {
    return null;
  }
}

function isDraftOf(value: unknown, id: string): value is Draft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    typeof value.version === 'number' &&
    'base' in value &&
    hasId(value.base, id) &&
    'order' in value &&
    hasId(value.order, id)
  );
}

function hasId(value: unknown, id: string): boolean {
  return typeof value === 'object' && value !== null && 'id' in value && value.id === id;
}
