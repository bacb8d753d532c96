import { type Draft, isDirty } from './draft';

/** Where the unsaved edits of an order are: nowhere to be, on their way into the base, there, or refused. */
export type Keeping = 'nothing' | 'waiting' | 'kept' | 'failed';

/** A pause in typing, in ms, after which the draft is kept. */
const PAUSE = 400;

/** A draft that could not be kept is tried again after so many ms. */
const AGAIN = 5_000;

interface Options {
  keep: (draft: Draft) => Promise<unknown>;
  drop: () => Promise<unknown>;
  onChange: (keeping: Keeping) => void;
  /** Hears the first refusal in a row; tells whether to try again. */
  onRefusal: (error: unknown) => boolean;
  /** The base holds a draft already. */
  isKept: boolean;
}

/** Keeps unsaved edits in the base of the office: one call at a time, the newest last. */
export function createKeeper({ keep, drop, onChange, onRefusal, isKept }: Options) {
  let wanted: Draft | 'none' | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isThere = isKept;
  let running = Promise.resolve();
  let isRefused = false;
  let isTriedAgain = true;

  const write = async (next: Draft | 'none') => {
    try {
      if (next === 'none') {
        await drop();
        isThere = false;
      } else {
        isThere = true;
        await keep(next);
      }
      isRefused = false;
      if (wanted === null) {
        onChange(isThere ? 'kept' : 'nothing');
      }
    } catch (error) {
      if (!isRefused) {
        isRefused = true;
        isTriedAgain = onRefusal(error);
      }
      // newer edits are on their way anyway
      if (wanted === null) {
        onChange('failed');
        if (isTriedAgain) {
          wanted = next;
          timer = setTimeout(flush, AGAIN);
        }
      }
    }
  };

  function flush(): void {
    clearTimeout(timer);
    if (wanted !== null) {
      const next = wanted;
      wanted = null;
      running = running.then(() => write(next));
    }
  }

  return {
    /** Takes the state on the screen; it is kept after a pause. */
    put(draft: Draft): void {
      const next = isDirty(draft) ? draft : 'none';
      clearTimeout(timer);
      if (next === 'none' && !isThere) {
        wanted = null;
        onChange('nothing');
      } else {
        wanted = next;
        onChange('waiting');
        timer = setTimeout(flush, PAUSE);
      }
    },
    /** Keeps at once what is still waiting. */
    flush,
  };
}
