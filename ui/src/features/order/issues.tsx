import { createContext, type ReactNode, use, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { CheckRow } from '../../bindings/CheckRow';
import type { Order } from '../../bindings/Order';
import { same } from './merge';

/** A row of the check, and the value of its field the check saw. */
interface Issue {
  row: CheckRow;
  value: unknown;
}

/** Rows of the check by field: a field hears only of its own, so that a check redraws nothing else. */
export interface Issues {
  update: (rows: CheckRow[], checked: Order) => void;
  at: (anchor: string) => Issue | undefined;
  subscribe: (listener: () => void) => () => void;
}

export function createIssues(): Issues {
  let byAnchor = new Map<string, Issue>();
  const listeners = new Set<() => void>();
  return {
    update(rows, checked) {
      const next = new Map<string, Issue>();
      for (const row of rows) {
        if (!next.has(row.anchor)) {
          const issue = { row, value: valueAt(checked, row.anchor) ?? null };
          const before = byAnchor.get(row.anchor);
          next.set(row.anchor, before && same(before, issue) ? before : issue);
        }
      }
      byAnchor = next;
      for (const listener of listeners) {
        listener();
      }
    },
    at: (anchor) => byAnchor.get(anchor),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const Context = createContext<Issues>(createIssues());

interface Props {
  rows: CheckRow[];
  /** The order the check saw. */
  checked: Order;
  children: ReactNode;
}

/** Gives every field its row of the check. */
export function IssuesProvider({ rows, checked, children }: Props) {
  const [issues] = useState(() => {
    const first = createIssues();
    first.update(rows, checked);
    return first;
  });
  useLayoutEffect(() => issues.update(rows, checked), [issues, rows, checked]);
  return <Context value={issues}>{children}</Context>;
}

/** What the check says about a field; nothing when its value has changed since. */
export function useIssue(anchor: string, value: unknown): CheckRow | undefined {
  const issues = use(Context);
  const issue = useSyncExternalStore(issues.subscribe, () => issues.at(anchor));
  return issue && same(issue.value, value ?? null) ? issue.row : undefined;
}

/** The value an anchor names; records of a list are found by their id, services by their kind too. */
export function valueAt(order: Order, anchor: string): unknown {
  let value: unknown = order;
  for (const part of anchor.split('.')) {
    if (Array.isArray(value)) {
      value =
        value.find((item: { id?: string; kind?: string }) => item.id === part || item.kind === part) ??
        value[Number(part)];
    } else if (typeof value === 'object' && value !== null) {
      value = (value as Record<string, unknown>)[part];
    } else {
      return undefined;
    }
  }
  return value;
}
