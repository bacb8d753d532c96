/**
 * Three-way merge of plain data: objects field by field, lists whose records kept
 * their ids and order record by record, other lists and values whole.
 */

interface Merged<T> {
  value: T;
  /** Dotted paths both sides changed in different ways; `value` has mine there. */
  conflicts: string[];
}

export function merge<T>(base: T, mine: T, theirs: T, path = ''): Merged<T> {
  if (same(mine, base) || same(mine, theirs)) {
    return { value: theirs, conflicts: [] };
  }
  if (same(theirs, base)) {
    return { value: mine, conflicts: [] };
  }
  const inside = (key: string) => (path === '' ? key : `${path}.${key}`);
  if (isRecords(base) && isRecords(mine) && isRecords(theirs) && haveSameIds(base, mine) && haveSameIds(base, theirs)) {
    const merged = base.map((record, at) => merge(record, mine[at], theirs[at], inside(record.id)));
    return { value: merged.map(({ value }) => value) as T, conflicts: merged.flatMap(({ conflicts }) => conflicts) };
  }
  if (!isPlain(base) || !isPlain(mine) || !isPlain(theirs)) {
    return { value: mine, conflicts: [path] };
  }
  const conflicts: string[] = [];
  const value: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const inner = merge(base[key], mine[key], theirs[key], inside(key));
    value[key] = inner.value;
    conflicts.push(...inner.conflicts);
  }
  return { value: value as T, conflicts };
}

/** `mine` with the values `theirs` has at the paths. */
export function take<T>(mine: T, theirs: T, paths: string[]): T {
  return paths.reduce((value, path) => takeAt(value, theirs, path.split('.')), mine);
}

function takeAt<T>(mine: T, theirs: T, [key, ...rest]: string[]): T {
  if (key === undefined) {
    return theirs;
  }
  if (isRecords(mine) && isRecords(theirs)) {
    const other = theirs.find(({ id }) => id === key);
    return mine.map((record) => (record.id === key ? takeAt(record, other, rest) : record)) as T;
  }
  return isPlain(mine) && isPlain(theirs) ? { ...mine, [key]: takeAt(mine[key], theirs[key], rest) } : theirs;
}

/** Dotted path of the first value that differs, records of a list by their id. */
export function firstDifference(a: unknown, b: unknown, path = ''): string | null {
  if (same(a, b)) {
    return null;
  }
  const inside = (key: string) => (path === '' ? key : `${path}.${key}`);
  if (isRecords(a) && isRecords(b)) {
    const record = b.find(({ id }, at) => !same(a[at], b[at]) || a[at]?.id !== id);
    const before = record && a.find(({ id }) => id === record.id);
    return record === undefined
      ? path
      : before
        ? (firstDifference(before, record, inside(record.id)) ?? path)
        : inside(record.id);
  }
  if (isPlain(a) && isPlain(b)) {
    const key = Object.keys(b).find((name) => !same(a[name], b[name]));
    return key === undefined ? path : firstDifference(a[key], b[key], inside(key));
  }
  return path;
}

/** Whether two values are equal through and through. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) {
    return true;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, at) => same(value, b[at]));
  }
  if (isPlain(a) && isPlain(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => key in b && same(a[key], b[key]));
  }
  return false;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRecords(value: unknown): value is { id: string }[] {
  return Array.isArray(value) && value.every((item) => isPlain(item) && typeof item.id === 'string');
}

function haveSameIds(a: { id: string }[], b: { id: string }[]): boolean {
  return a.length === b.length && a.every(({ id }, at) => id === b[at]?.id);
}
