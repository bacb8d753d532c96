import { CommandError } from '../lib/backend/error';

const waiting = new Set<() => void>();

/**
 * Asks again after the program is unlocked. A screen under the lock keeps what it shows and what was typed into it:
 * its questions wait instead of failing.
 */
export async function unlocked<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof CommandError) || error.code !== 'screen_locked') {
        throw error;
      }
      await new Promise<void>((resolve) => waiting.add(resolve));
    }
  }
}

/** Lets the waiting questions be asked again. */
export function askAgain(): void {
  const asking = [...waiting];
  waiting.clear();
  for (const ask of asking) {
    ask();
  }
}
