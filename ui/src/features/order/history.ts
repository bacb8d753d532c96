/** Steps back and forth over the states of a form. */
export interface History<T> {
  past: T[];
  future: T[];
  /** Where the last edit was typed and when; `null` when it was no typing. */
  last: { place: string; at: number } | null;
}

/** Keys pressed in one place with shorter pauses than this, in ms, are one step. */
const PAUSE = 1_000;

/** So many steps are kept. */
const LONGEST = 200;

export function emptyHistory<T>(): History<T> {
  return { past: [], future: [], last: null };
}

/** Notes an edit: the state before it, and where it was typed. */
export function record<T>(history: History<T>, before: T, place: string | null, at: number): History<T> {
  const { past, last } = history;
  const isSameStep = place !== null && last?.place === place && at - last.at < PAUSE;
  return {
    past: isSameStep ? past : [...past, before].slice(-LONGEST),
    future: [],
    last: place === null ? null : { place, at },
  };
}

interface Step<T> {
  state: T;
  history: History<T>;
}

/** The state before the last edit, if there is one. */
export function undo<T>({ past, future }: History<T>, now: T): Step<T> | null {
  const state = past.at(-1);
  return state === undefined
    ? null
    : { state, history: { past: past.slice(0, -1), future: [...future, now], last: null } };
}

/** The state an undo left, if there is one. */
export function redo<T>({ past, future }: History<T>, now: T): Step<T> | null {
  const state = future.at(-1);
  return state === undefined
    ? null
    : { state, history: { past: [...past, now], future: future.slice(0, -1), last: null } };
}

/** Carries every kept state over to a new ground. */
export function moveHistory<T>({ past, future, last }: History<T>, move: (state: T) => T): History<T> {
  return { past: past.map(move), future: future.map(move), last };
}
