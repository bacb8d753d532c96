import { useEffect, useRef } from 'react';

/** What lies over the page and has an Esc of its own. */
const OVER = '[aria-modal="true"], [role="menu"], [role="listbox"], .mantine-Popover-dropdown';

/** Esc for the page itself: heard before anything that lies on top of it could have closed. */
export function useEscape(leave: () => void): void {
  const latest = useRef(leave);
  latest.current = leave;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && !event.isComposing;
      if (event.key === 'Escape' && isPlain && ![...document.querySelectorAll(OVER)].some(isSeen)) {
        latest.current();
      }
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, []);
}

function isSeen(element: Element): boolean {
  return element.getClientRects().length > 0;
}
