import type { Column } from './columns';

/** Which columns are shown, in which order, and how wide those are that somebody has pulled. */
export interface ColumnState {
  /** Keys from left to right; `null` as long as nobody has chosen. */
  keys: string[] | null;
  /** Pixels by key. */
  widths: Record<string, number>;
}

export const DESIGNED: ColumnState = { keys: null, widths: {} };

export const NARROWEST = 56;
export const WIDEST = 640;

/** The columns to draw. The first of the list names the row: it always stands first. */
export function shownColumns(all: Column[], { keys }: ColumnState, isWide: boolean): Column[] {
  if (keys === null) {
    return all.filter(({ isOffered, isExtra }) => !isOffered && (isWide || !isExtra));
  }
  const chosen = keys.flatMap((key) => all.find((column) => column.key === key) ?? []);
  const name = all.slice(0, 1);
  return [...name, ...chosen.filter((column) => !name.includes(column))];
}

/** Shows a column where it stands by design, or hides it. */
export function toggleColumn(all: Column[], shown: Column[], key: string): string[] {
  const keys = shown.map((column) => column.key);
  if (keys.includes(key)) {
    return keys.filter((present) => present !== key);
  }
  const designed = all.map((column) => column.key);
  const before = designed.slice(0, designed.indexOf(key)).findLast((present) => keys.includes(present));
  const at = before === undefined ? 0 : keys.indexOf(before) + 1;
  return keys.toSpliced(at, 0, key);
}

/** Puts a column at another place of the row; the first place is taken by the column that names it. */
export function moveColumn(shown: Column[], key: string, to: number): string[] {
  const rest = shown.map((column) => column.key).filter((present) => present !== key);
  const at = Math.max(1, Math.min(rest.length, to));
  return shown[0]?.key === key ? shown.map((column) => column.key) : rest.toSpliced(at, 0, key);
}

/** Gives a column a width of its own; `null` gives it back the designed one. */
export function resizeColumn({ keys, widths }: ColumnState, key: string, width: number | null): ColumnState {
  const { [key]: _, ...others } = widths;
  if (width === null) {
    return { keys, widths: others };
  }
  return { keys, widths: { ...others, [key]: Math.round(Math.max(NARROWEST, Math.min(WIDEST, width))) } };
}

/** Tracks of the CSS grid, and the width below which the grid scrolls sideways. */
export function tracks(shown: Column[], { widths }: ColumnState): { template: string; width: number } {
  const parts = shown.map(({ key, width, grow }) => {
    const own = widths[key];
    return own === undefined && grow ? `minmax(${width}px, ${grow}fr)` : `${own ?? width}px`;
  });
  return {
    template: parts.join(' '),
    width: shown.reduce((sum, { key, width }) => sum + (widths[key] ?? width), 0),
  };
}
