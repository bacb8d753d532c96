import { afterEach, beforeEach, expect, it } from 'vitest';
import { clear, show } from '../../testing/screen';
import { goOnWithEnter, stayWhileChoosing } from './enter';

beforeEach(() =>
  show(
    // biome-ignore lint/a11y/noStaticElementInteractions: stands for the page.
    <div onKeyDown={goOnWithEnter}>
      <input id="a" />
      <input id="mark" type="checkbox" />
      <input id="off" disabled />
      <input id="b" />
      <textarea id="text" />
      <input id="list" aria-activedescendant="x" onKeyDown={stayWhileChoosing} />
      <input id="last" />
    </div>,
  ),
);

afterEach(clear);

async function press(id: string, keys: KeyboardEventInit = {}): Promise<string | undefined> {
  const field = document.getElementById(id);
  field?.focus();
  field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...keys }));
  await Promise.resolve();
  return document.activeElement?.id;
}

it.each([
  ['goes on, past marks and what is off', 'a', {}, 'b'],
  ['goes back with Shift', 'b', { shiftKey: true }, 'a'],
  ['goes on to a long text', 'b', {}, 'text'],
  ['breaks the line of a long text', 'text', {}, 'text'],
  ['takes one of several words', 'list', {}, 'list'],
  ['stays in the last field', 'last', {}, 'last'],
  ['is not for shortcuts', 'a', { ctrlKey: true }, 'a'],
])('Enter %s', async (_, from, keys, to) => expect(await press(from, keys)).toBe(to));
