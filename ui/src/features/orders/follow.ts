import type { PointerEvent as ReactPointerEvent } from 'react';

/** Follows a pressed pointer until it is let go; tells how far it has come and where it is. */
export function follow(
  event: ReactPointerEvent<HTMLElement>,
  onMove: (distance: number, x: number) => void,
  onEnd: (isDropped: boolean) => void,
): void {
  const place: HTMLElement = event.currentTarget;
  const start = event.clientX;
  const heard = new AbortController();
  const { signal } = heard;
  const end = (isDropped: boolean) => {
    heard.abort();
    onEnd(isDropped);
  };
  place.setPointerCapture(event.pointerId);
  place.addEventListener('pointermove', ({ clientX }) => onMove(clientX - start, clientX), { signal });
  place.addEventListener('pointerup', () => end(true), { signal });
  place.addEventListener('pointercancel', () => end(false), { signal });
}
