import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { AppEvent } from '../../bindings/AppEvent';
import { CommandError } from './error';
import type { Backend } from './index';

/** The desktop window: one command and one event of the shell. */
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
  // the system's own program, which opens the file, also saves copies of it
  saveFile: null,
  async openUrl(url) {
    await invoke('open_url', { url });
  },
};
