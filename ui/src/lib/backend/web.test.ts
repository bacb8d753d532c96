import { afterEach, expect, it, vi } from 'vitest';
import type { AppEvent } from '../../bindings/AppEvent';
import { webBackend } from './web';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('asks for everything again whenever the line to the program opens', () => {
  const line = { onopen: () => {}, close: () => {} };
  vi.stubGlobal(
    'EventSource',
    class {
      constructor() {
        // biome-ignore lint/correctness/noConstructorReturn: the test holds the very line the backend opens.
        return line;
      }
    },
  );
  const heard: AppEvent[] = [];
  webBackend.onEvent((event) => heard.push(event));
  expect(heard).toEqual([]);

  line.onopen();
  line.onopen();
  const everything = [
    'start',
    'orders',
    'agency',
    'integrations',
    'sms_history',
    'operators',
    'clients',
    'staff',
    'audit',
    'data',
    'money',
    'files',
  ];
  expect(heard).toEqual([
    { event: 'stale', tags: everything },
    { event: 'stale', tags: everything },
  ]);
});

it('saves the very bytes under the name', async () => {
  let blob = new Blob();
  let saved = '';
  vi.spyOn(URL, 'createObjectURL').mockImplementation((source) => {
    blob = source as Blob;
    return 'blob:here';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved = `${this.href} ${this.download}`;
  });
  await webBackend.saveBytes('Доказательства 6083-1234.jsonl', 'application/jsonl', btoa('\xd0\x94\n'));
  expect(saved).toBe('blob:here Доказательства 6083-1234.jsonl');
  expect(await blob.text()).toBe('Д\n');
  vi.restoreAllMocks();
});
