import { createContext, type ReactNode, use, useMemo } from 'react';
import type { CheckRow } from '../../bindings/CheckRow';
import type { Order } from '../../bindings/Order';
import { same } from './merge';

type IssueAt = (anchor: string) => CheckRow | undefined;

const Issues = createContext<IssueAt>(() => undefined);

interface Props {
  /** Rows of the check of the saved order. */
  rows: CheckRow[];
  saved: Order;
  order: Order;
  children: ReactNode;
}

/** Gives every field its row of the check. A field changed since the check has none: it is not known yet. */
export function IssuesProvider({ rows, saved, order, children }: Props) {
  const issueAt = useMemo<IssueAt>(() => {
    const byAnchor = new Map<string, CheckRow>();
    for (const row of rows) {
      if (!byAnchor.has(row.anchor)) {
        byAnchor.set(row.anchor, row);
      }
    }
    return (anchor) => {
      const row = byAnchor.get(anchor);
      return row && same(valueAt(saved, anchor), valueAt(order, anchor)) ? row : undefined;
    };
  }, [rows, saved, order]);
  return <Issues value={issueAt}>{children}</Issues>;
}

/** What the check says about a field. */
export function useIssue(anchor: string): CheckRow | undefined {
  return use(Issues)(anchor);
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
