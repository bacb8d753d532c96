import { useEffect } from 'react';
import { navigate as hashNavigate, useHashLocation } from 'wouter/use-hash-location';

type Leave = (goOn: () => void) => void;

let guard: Leave | null = null;

/** Goes to a page of the program, asking the page left behind first. */
export function go(to: string): void {
  if (guard) {
    guard(() => hashNavigate(to));
  } else {
    hashNavigate(to);
  }
}

/** The location of the router: the part of the address after `#`, which works under any origin. */
export function useLocation(): ReturnType<typeof useHashLocation> {
  const [location] = useHashLocation();
  return [location, go];
}

/** Lets a page with unsaved work speak before it is left. */
export function useLeaveGuard(isNeeded: boolean, ask: Leave): void {
  useEffect(() => {
    if (!isNeeded) {
      return;
    }
    guard = ask;
    return () => {
      guard = null;
    };
  }, [isNeeded, ask]);
}

useLocation.hrefs = (href: string): string => `#${href}`;
