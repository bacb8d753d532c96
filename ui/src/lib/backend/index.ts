import type { AppEvent } from '../../bindings/AppEvent';
import type { Commands } from '../../bindings/commands';
import { tauriBackend } from './tauri';
import { webBackend } from './web';

export type CommandName = keyof Commands;
export type Request<C extends CommandName> = Commands[C]['request'];
export type Response<C extends CommandName> = Commands[C]['response'];
export type QueryName = { [C in CommandName]: Commands[C]['kind'] extends 'query' ? C : never }[CommandName];

/** The one door between the window and the program behind it. */
export interface Backend {
  /** Runs a command; a refusal is thrown as a `CommandError`. */
  call<C extends CommandName>(command: C, request: Request<C>): Promise<Response<C>>;
  /** Listens to what the program tells by itself; returns the way to stop. */
  onEvent(handler: (event: AppEvent) => void): () => void;
  /** Shows a file in the program the system has for it. */
  openFile(id: string): Promise<void>;
  /** Lets the person keep a copy of a file. */
  saveFile(id: string): Promise<void>;
  /** Lets the person keep these bytes under this name. */
  saveBytes(name: string, mime: string, base64: string): Promise<void>;
  /** Lets the person choose a folder, a file, or where a file of this name is kept; `null` when they change their mind. */
  choosePath(what: 'folder' | 'file' | 'save', name: string): Promise<string | null>;
  /** Opens an address in the browser. */
  openUrl(url: string): Promise<void>;
}

const isDesktop = '__TAURI_INTERNALS__' in window;

export const backend: Backend = isDesktop ? tauriBackend : webBackend;
