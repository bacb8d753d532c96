import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { AppEvent } from '../../bindings/AppEvent';
import { CommandError } from './error';
import type { Backend } from './index';

/** The desktop window: the commands and the event of the shell. */
export const tauriBackend: Backend = {
  async call(command, request) {
    try {
      return await invoke('rpc', { command, payload: request });
    } catch (error) {
      throw CommandError.from(error);
    }
  },
  onEvent(handler) {
    const stop = listen<AppEvent>('agency-event', (event) => handler(event.payload));
    return () => void stop.then((unlisten) => unlisten());
  },
  async openFile(id) {
    await this.call('open_file', { id });
  },
  async saveFile(id) {
    const { name, mime, base64 } = await this.call('read_file', { id });
    await this.saveBytes(name, mime, base64);
  },
  // the system's own dialog: not every web view downloads by itself
  async saveBytes(name, _mime, base64) {
    try {
      await invoke('save_file', { name, base64 });
    } catch (error) {
      throw CommandError.from(error);
    }
  },
  choosePath(what, name) {
    return invoke('choose_path', { what, name });
  },
  async openUrl(url) {
    await invoke('open_url', { url });
  },
};
