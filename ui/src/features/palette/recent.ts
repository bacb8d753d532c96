/** More would not be looked through. */
const LONGEST = 6;

/** What was looked for last, the newest first. */
export function readRecent(note: unknown): string[] {
  return Array.isArray(note) ? note.filter((words) => typeof words === 'string').slice(0, LONGEST) : [];
}

/** Puts what was looked for first, once. */
export function withRecent(recent: string[], words: string): string[] {
  const kept = recent.filter((other) => other.toLowerCase() !== words.toLowerCase());
  return [words, ...kept].slice(0, LONGEST);
}
