import type { TimelineRow } from '../../bindings/TimelineRow';

export interface TimelineEntry extends TimelineRow {
  /** How many times in a row it happened. */
  count: number;
}

/** Neighbours that say the same are one entry with a count; the newest gives its time. */
export function fold(rows: TimelineRow[]): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  for (const row of rows) {
    const last = entries.at(-1);
    if (last && last.text === row.text && last.failed === row.failed) {
      last.count += 1;
    } else {
      entries.push({ ...row, count: 1 });
    }
  }
  return entries;
}
