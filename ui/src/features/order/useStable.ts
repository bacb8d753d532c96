import { useRef } from 'react';
import { same } from './merge';

/** The earlier value as long as it is equal, so that what depends on it is not drawn again. */
export function useStable<T>(value: T): T {
  const kept = useRef(value);
  if (!same(kept.current, value)) {
    kept.current = value;
  }
  return kept.current;
}
