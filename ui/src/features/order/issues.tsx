import { createContext, type ReactNode, use, useMemo } from 'react';
import type { CheckRow } from '../../bindings/CheckRow';
import type { Order } from '../../bindings/Order';
import { same } from './merge';

interface Checked {
  byAnchor: Map<string, CheckRow>;
  /** The order the check saw. */
  saved: Order | null;
}

const Issues = createContext<Checked>({ byAnchor: new Map(), saved: null });

interface Props {
  /** Rows of the check of the saved order. */
  rows: CheckRow[];
  saved: Order;
  children: ReactNode;
}

/** Gives every field its row of the check. */
export function IssuesProvider({ rows, saved, children }: Props) {
  const checked = useMemo<Checked>(() => {
    const byAnchor = new Map<string, CheckRow>();
    for (const row of rows) {
      if (!byAnchor.has(row.anchor)) {
        byAnchor.set(row.anchor, row);
      }
    }
    return { byAnchor, saved };
  }, [rows, saved]);
  return <Issues value={checked}>{children}</Issues>;
}

/** What the check says about a field; nothing when its value has changed since. */
export function useIssue(anchor: string, value: unknown): CheckRow | undefined {
  const { byAnchor, saved } = use(Issues);
  const row = byAnchor.get(anchor);
  return row && saved && same(valueAt(saved, anchor) ?? null, value ?? null) ? row : undefined;
}

/** The value an anchor names; records of a list are found by their id. */
export function valueAt(order: Order, anchor: string): unknown {
  let value: unknown = order;
  for (const part of anchor.split('.')) {
    if (Array.isArray(value)) {
      value = value.find((item: { id?: string; kind?: string }) => item.id === part || item.kind === part);
    } else if (typeof value === 'object' && value !== null) {
      value = (value as Record<string, unknown>)[part];
    } else {
      return undefined;
    }
  }
  return value;
}
