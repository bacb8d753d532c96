import { useHotkeys } from '@mantine/hooks';
import { useEffect } from 'react';
import { useCommand } from '../../app/query';
import { BY_PLACE } from '../../shared/hotkeys';
import { complain } from '../../shared/notices';

/** How often rest is measured. By the clock, so that a computer that slept counts as rest. */
const GLANCE = 5_000;
const SIGNS_OF_LIFE = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart'];

interface Wish {
  /** Minutes of rest before the lock; 0 means never. */
  minutes: number;
  /** Whether there is a PIN to unlock with, and no lock yet. */
  isPossible: boolean;
}

/** Locks the program by Ctrl+L and after a rest. Returns the way to lock it now. */
export function useLock({ minutes, isPossible }: Wish): () => void {
  const { mutate } = useCommand('lock');
  const lock = () => mutate({}, { onError: complain });
  useHotkeys([['mod+L', lock, BY_PLACE]], []);

  useEffect(() => {
    if (minutes === 0 || !isPossible) {
      return;
    }
    let last = Date.now();
    const live = () => {
      last = Date.now();
    };
    for (const sign of SIGNS_OF_LIFE) {
      window.addEventListener(sign, live, { capture: true, passive: true });
    }
    const timer = setInterval(() => {
      if (Date.now() - last >= minutes * 60_000) {
        last = Date.now();
        mutate({});
      }
    }, GLANCE);
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS_OF_LIFE) {
        window.removeEventListener(sign, live, { capture: true });
      }
    };
  }, [minutes, isPossible, mutate]);
  return lock;
}
