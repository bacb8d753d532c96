import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AppEvent } from '../bindings/AppEvent';
import type { Start } from '../bindings/Start';
import { clear, find, PATIENCE, press, show } from '../testing/screen';
import { App } from './App';
import { queryClient } from './query';

const KEY = 'ABCD-EFGH-JKMN';
const ALL_RIGHTS = {
  export: true,
  delete: true,
  integrations: true,
  others_read: true,
  others_edit: true,
  money: true,
};
const OPEN: Start = {
  state: 'open',
  mode: 'office',
  agency_name: 'ООО «Ромашка»',
  version: '1',
  data_folder: '/data',
  demo: null,
  who: { id: 'a', name: 'Иванова Анна', role: 'head', rights: ALL_RIGHTS, has_pin: false },
  locked: false,
  lock_minutes: 0,
};

const core = vi.hoisted(() => ({
  answers: {} as Record<string, () => Promise<unknown>>,
  tell: (_event: AppEvent) => {},
}));

vi.mock('../lib/backend', () => ({
  backend: {
    call: (command: string) => core.answers[command]?.() ?? new Promise(() => {}),
    onEvent: (handler: (event: AppEvent) => void) => {
      core.tell = handler;
      return () => {};
    },
  },
}));

beforeEach(() => {
  core.answers = { get_start: async () => ({ state: 'welcome' }) };
  show(<App />);
});

afterEach(clear);

async function createOffice() {
  await press('Настроить своё агентство');
  const name = await find<HTMLInputElement>('input[placeholder]');
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(name, 'ООО «Ромашка»');
  name.dispatchEvent(new Event('input', { bubbles: true }));
  await press('Создать базу агентства');
}

it('shows the recovery key although the new agency is heard of before the answer', async () => {
  let answer = (_key: unknown) => {};
  core.answers.create_office = () => new Promise((resolve) => (answer = resolve));
  await createOffice();
  await find('button[data-loading]', 'Создать базу агентства');

  core.answers.get_start = async () => OPEN;
  core.tell({ event: 'stale', tags: ['start'] });
  await vi.waitFor(() => expect(queryClient.getQueryData(['get_start', {}])).toEqual(OPEN), PATIENCE);
  await find('button[data-loading]', 'Создать базу агентства');

  answer({ recovery_key: KEY });
  await find('div', KEY);
  await find('button[disabled]', 'Я сохранил ключ');
  expect(document.querySelector('nav')).toBeNull();

  (await find<HTMLInputElement>('input[type=checkbox]')).click();
  await press('Я сохранил ключ');
  await find('nav', 'Заявки');
  expect(document.body.textContent).not.toContain(KEY);
});

it('keeps what was typed when the agency is not made', async () => {
  const refusal = { code: 'storage', title: 'Диск переполнен', advice: '', details: [], reference: null };
  let refuse = (_error: unknown) => {};
  core.answers.create_office = () =>
    new Promise((_, reject) => {
      refuse = reject;
    });
  await createOffice();
  await find('button[data-loading]', 'Создать базу агентства');
  refuse(refusal);
  await find('button:not([disabled])', 'Создать базу агентства');
  expect((await find<HTMLInputElement>('input[placeholder]')).value).toBe('ООО «Ромашка»');
});

it.each([
  { what: 'keeps the answers on the screen while the same base is open', next: OPEN, kept: 'answer' },
  { what: 'forgets the answers of another base', next: { ...OPEN, data_folder: '/demo' }, kept: undefined },
])('$what', async ({ next, kept }) => {
  core.answers.get_start = async () => OPEN;
  core.tell({ event: 'stale', tags: ['start'] });
  await find('nav', 'Заявки');

  const key = ['get_agency', {}];
  queryClient.setQueryData(key, 'answer');
  core.answers.get_start = async () => ({ ...next, agency_name: 'ООО «Лютик»' });
  core.tell({ event: 'stale', tags: ['start', 'agency'] });
  await find('button', 'ООО «Лютик»');
  await vi.waitFor(() => {
    const state = queryClient.getQueryState(key);
    expect(state?.data).toBe(kept);
    expect(state?.isInvalidated || state?.data === undefined).toBe(true);
  }, PATIENCE);
});
