import { createContext, type ReactNode, use, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { CheckLevel } from '../../bindings/CheckLevel';
import type { CheckRow } from '../../bindings/CheckRow';
import type { FieldProblem } from '../../bindings/FieldProblem';
import { same } from './merge';

/** What the program has to say about a field. */
export interface Remark {
  anchor: string;
  level: CheckLevel;
  reason: string;
}

/** Remarks by field: a wrong value first, then what is missing. */
export function remarksOf(check: CheckRow[], problems: FieldProblem[]): Remark[] {
  const wrong = problems.map(({ field, level, reason }) => ({ anchor: field, level, reason }));
  return [...wrong, ...check.map(({ anchor, level, reason }) => ({ anchor, level, reason }))];
}

/** A remark, and the value of its field it was made on. */
interface Issue {
  remark: Remark;
  value: unknown;
}

/** Remarks by field: a field hears only of its own, so that a check redraws nothing else. */
export interface Issues {
  update: (remarks: Remark[], checked: object) => void;
  at: (anchor: string) => Issue | undefined;
  subscribe: (listener: () => void) => () => void;
}

export function createIssues(): Issues {
  let byAnchor = new Map<string, Issue>();
  const listeners = new Set<() => void>();
  return {
    update(remarks, checked) {
      const next = new Map<string, Issue>();
      for (const remark of remarks) {
        if (!next.has(remark.anchor)) {
          const issue = { remark, value: valueAt(checked, remark.anchor) ?? null };
          const before = byAnchor.get(remark.anchor);
          next.set(remark.anchor, before && same(before, issue) ? before : issue);
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
  remarks: Remark[];
  /** What they were made on: an order, or the card of a client. */
  checked: object;
  children: ReactNode;
}

/** Gives every field the remark about it. */
export function IssuesProvider({ remarks, checked, children }: Props) {
  const [issues] = useState(() => {
    const first = createIssues();
    first.update(remarks, checked);
    return first;
  });
  useLayoutEffect(() => issues.update(remarks, checked), [issues, remarks, checked]);
  return <Context value={issues}>{children}</Context>;
}

/** What is to be said about a field; nothing when its value has changed since. */
export function useIssue(anchor: string, value: unknown): Remark | undefined {
  const issues = use(Context);
  const issue = useSyncExternalStore(issues.subscribe, () => issues.at(anchor));
  return issue && same(issue.value, value ?? null) ? issue.remark : undefined;
}

/** The value an anchor names; records of a list are found by their id, services by their kind too. */
export function valueAt(order: object, anchor: string): unknown {
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
