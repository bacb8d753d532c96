/** Three-way merge of plain data: objects field by field, lists and values whole. */

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
  if (!isPlain(base) || !isPlain(mine) || !isPlain(theirs)) {
    return { value: mine, conflicts: [path] };
  }
  const conflicts: string[] = [];
  const value: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const inner = merge(base[key], mine[key], theirs[key], path === '' ? key : `${path}.${key}`);
    value[key] = inner.value;
    conflicts.push(...inner.conflicts);
  }
  return { value: value as T, conflicts };
}

export function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
