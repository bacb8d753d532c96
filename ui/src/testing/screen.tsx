import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { vi } from 'vitest';
import { queryClient } from '../app/query';

// a busy machine draws the first screen slowly
export const PATIENCE = { timeout: 10_000 };
vi.setConfig({ testTimeout: 30_000 });

let close = () => {};

/** Draws a piece of the window. */
export function show(piece: ReactNode): void {
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  // at once, with its effects: a press right after finds everything listening
  flushSync(() =>
    root.render(
      <MantineProvider env="test">
        <QueryClientProvider client={queryClient}>{piece}</QueryClientProvider>
      </MantineProvider>,
    ),
  );
  close = () => root.unmount();
}

export function clear(): void {
  close();
  queryClient.clear();
  document.body.replaceChildren();
}

/** What the person is looking for, as soon as it is there. */
export function find<E extends Element>(selector: string, text = ''): Promise<E> {
  return vi.waitFor(() => {
    const found = [...document.querySelectorAll<E>(selector)].find(({ textContent }) => textContent.includes(text));
    if (!found) {
      throw new Error(`no ${selector} «${text}» in: ${document.body.textContent}`);
    }
    return found;
  }, PATIENCE);
}

/** Presses a button as soon as it can be pressed. */
export async function press(text: string) {
  (await find<HTMLButtonElement>('button:not([disabled])', text)).click();
}
