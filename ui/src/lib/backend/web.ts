import type { AppEvent } from '../../bindings/AppEvent';
import type { Tag } from '../../bindings/Tag';
import { CommandError, unreachable } from './error';
import type { Backend } from './index';

const ALL_TAGS: Tag[] = ['start', 'orders', 'agency', 'integrations', 'sms_history', 'operators'];

/** The browser over the loopback dev server. */
export const webBackend: Backend = {
  async call(command, request) {
    const reply = await fetch(`/rpc/${command}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    }).catch(() => {
      throw unreachable();
    });
    const body = await reply.json().catch(() => {
      throw unreachable();
    });
    if (!reply.ok) {
      throw CommandError.from(body);
    }
    return body;
  },
  onEvent(handler) {
    const source = new EventSource('/events');
    let wasOpen = false;
    source.onopen = () => {
      // what happened while the line was down was not heard
      if (wasOpen) {
        handler({ event: 'stale', tags: ALL_TAGS });
      }
      wasOpen = true;
    };
    source.onmessage = (message) => handler(JSON.parse(message.data) as AppEvent);
    return () => source.close();
  },
  async openFile(id) {
    window.open(await fileAddress(id), '_blank', 'noopener');
  },
  async saveFile(id) {
    const file = await webBackend.call('read_file', { id });
    const link = document.createElement('a');
    link.href = `data:${file.mime};base64,${file.base64}`;
    link.download = file.name;
    link.click();
  },
  async openUrl(url) {
    window.open(url, '_blank', 'noopener');
  },
};

async function fileAddress(id: string): Promise<string> {
  const file = await webBackend.call('read_file', { id });
  const bytes = Uint8Array.from(atob(file.base64), (char) => char.charCodeAt(0));
  return URL.createObjectURL(new Blob([bytes], { type: file.mime }));
}
