/** A running program of the test's own, on a free port and a fresh data folder. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test as base } from '@playwright/test';
import type { Commands } from '../../ui/src/bindings/commands';
import type { Order } from '../../ui/src/bindings/Order';
import type { OrderDetails } from '../../ui/src/bindings/OrderDetails';
import type { OrderFilter } from '../../ui/src/bindings/OrderFilter';

const ROOT = join(import.meta.dirname, '../..');
const PROGRAM = process.env['AGENCY_DEV'] ?? join(ROOT, 'target/debug/agency-dev');
const SCREENS = join(ROOT, 'ui/dist');

/** What a person does in a minute is not waited for longer. */
const PATIENCE = 60_000;

type Command = keyof Commands;

export interface Letter {
  subject: string;
  text: string;
  attachments: { name: string; mime: string; size: number }[];
}

/** The program, spoken to by its commands as another window would. */
export class Office {
  constructor(readonly url: string) {}

  async call<C extends Command>(command: C, request: Commands[C]['request']): Promise<Commands[C]['response']> {
    const reply = await fetch(`${this.url}/rpc/${command}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    const body = (await reply.json()) as Commands[C]['response'];
    if (!reply.ok) {
      throw new Error(`${command}: ${JSON.stringify(body)}`);
    }
    return body;
  }

  /** Opens the demo agency and returns its order 6083-1234. */
  async demo(): Promise<OrderDetails> {
    await this.call('start_demo', {});
    const { rows } = await this.call('list_orders', {
      filter: { search: '6083-1234' } as OrderFilter,
      sort: 'number',
      descending: false,
      page: { offset: 0, limit: 1 },
    });
    const row = rows[0];
    if (!row) {
      throw new Error('the demo agency has no order 6083-1234');
    }
    return await this.call('get_order', { id: row.id });
  }

  /** Changes the stored order behind the back of whoever has it open. */
  async change(id: string, change: (order: Order) => Order): Promise<OrderDetails> {
    const { order, version } = await this.call('get_order', { id });
    return await this.call('save_order', { order: change(order), version });
  }

  /** The demo order, filled and sent; the link as the tourist gets it. */
  async sent(): Promise<{ id: string; link: string }> {
    const { order } = await this.demo();
    await this.change(order.id, (stored) => ({
      ...stored,
      contract: { ...stored.contract, docs_from_tourist_by: stored.contract.date },
    }));
    await this.call('send_for_signing', { id: order.id });
    const letter = await this.letter('Подписание электронного договора');
    const link = letter.text.split(/\s+/).find((word) => word.includes('/s/'));
    if (link === undefined) {
      throw new Error('the letter has no link');
    }
    return { id: order.id, link };
  }

  /** The letter whose subject begins so, as soon as the tourist has it. */
  async letter(subject: string): Promise<Letter> {
    return await this.come<Letter>('mails', (letter) => letter.subject.replaceAll('\u00a0', ' ').startsWith(subject));
  }

  /** The code out of the last SMS on the tourist's phone. */
  async code(): Promise<string> {
    const sms = await this.come<{ text: string }>('messages', ({ text }) => /^Код \d+/.test(text));
    return codeIn(sms.text);
  }

  async come<T>(list: 'mails' | 'messages', isWanted: (item: T) => boolean): Promise<T> {
    const start = await this.call('get_start', {});
    if (start.state !== 'open' || !start.demo) {
      throw new Error('the demo agency is not open');
    }
    const address = new URL(`/control/${list}`, start.demo.mail_url);
    const end = Date.now() + PATIENCE;
    while (Date.now() < end) {
      const items = (await (await fetch(address)).json()) as T[];
      const found = items.filter(isWanted).at(-1);
      if (found) {
        return found;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`nothing of the kind came among the ${list}`);
  }
}

/** The code an SMS holds. */
export function codeIn(sms: string): string {
  const code = /^Код (\d+)/.exec(sms)?.[1];
  if (code === undefined) {
    throw new Error('the SMS has no code');
  }
  return code;
}

/** A code that is surely another one. */
export function wrong(code: string): string {
  return [...code].map((digit) => (Number(digit) + 1) % 10).join('');
}


/** Each test has an office of its own. */
export const test = base.extend<{ office: Office }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from here.
  office: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'turoffice-e2e-'));
    const program = spawn(PROGRAM, ['serve', '--port', '0', '--data', folder, '--ui', SCREENS], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(program, 'exit');
    try {
      const lines = createInterface({ input: program.stdout });
      const [address] = (await Promise.race([
        once(lines, 'line'),
        ended.then(() => Promise.reject(new Error(`${PROGRAM} ended before it served`))),
      ])) as [string];
      await use(new Office(address));
    } finally {
      program.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    }
  },
  baseURL: async ({ office }, use) => await use(office.url),
});

export { expect } from '@playwright/test';
