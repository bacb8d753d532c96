import type { AppEvent } from '../../bindings/AppEvent';
import type { Tag } from '../../bindings/Tag';
import { CommandError, unreachable } from './error';
import type { Backend } from './index';

const ALL_TAGS: Tag[] = [
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

/** Bytes a browser still sends for a page that is gone (Fetch standard: 64 KiB for all of them). */
const MOST_AFTER_CLOSING = 60_000;

/** The browser over the loopback dev server. */
export const webBackend: Backend = {
  async call(command, request) {
    const body = JSON.stringify(request);
    const reply = await fetch(`/rpc/${command}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      // a draft goes on its way also when the page is closing, as far as browsers carry that much
      keepalive: command === 'save_draft' && new Blob([body]).size < MOST_AFTER_CLOSING,
    }).catch(() => {
      throw unreachable();
    });
    const answer = await reply.json().catch(() => {
      throw unreachable();
    });
    if (!reply.ok) {
      throw CommandError.from(answer);
    }
    return answer;
  },
  onEvent(handler) {
    const source = new EventSource('/events');
    // what happened before the line was there, or while it was down, was not heard
    source.onopen = () => handler({ event: 'stale', tags: ALL_TAGS });
    source.onmessage = (message) => handler(JSON.parse(message.data) as AppEvent);
    return () => source.close();
  },
  async openFile(id) {
    const { mime, base64 } = await webBackend.call('read_file', { id });
    window.open(blobAddress(mime, base64), '_blank', 'noopener');
  },
  async saveFile(id) {
    const { name, mime, base64 } = await webBackend.call('read_file', { id });
    await webBackend.saveBytes(name, mime, base64);
  },
  async saveBytes(name, mime, base64) {
    const link = document.createElement('a');
    link.href = blobAddress(mime, base64);
    link.download = name;
    link.click();
    // the browser has taken the address by the next turn
    setTimeout(() => URL.revokeObjectURL(link.href));
  },
  // a browser tells no paths, so the person types the one on the computer of the server
  async choosePath(_what, name) {
    return window.prompt('Полный путь на этом компьютере', name) || null;
  },
  async openUrl(url) {
    window.open(url, '_blank', 'noopener');
  },
};

function blobAddress(mime: string, base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return URL.createObjectURL(new Blob([bytes], { type: mime }));
}
