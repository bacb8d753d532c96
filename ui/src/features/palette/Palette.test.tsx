import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Found } from '../../bindings/Found';
import type { FoundRow } from '../../bindings/FoundRow';
import { clear, find, PATIENCE, show } from '../../testing/screen';
import { Palette } from './Palette';

const core = vi.hoisted(() => ({ answers: {} as Record<string, (request: never) => unknown>, kept: [] as unknown[] }));

vi.mock('../../lib/backend', () => ({
  backend: {
    call: async (command: string, request: never) => {
      if (command === 'save_view') {
        core.kept.push(request);
      }
      return core.answers[command]?.(request) ?? {};
    },
  },
}));

const row = (id: string, title: string): FoundRow => ({
  place: { place: 'order', id },
  title,
  subtitle: '',
  found_in: '',
});
const FOUND: Found = {
  groups: [
    { kind: 'order', rows: [row('a', 'Заявка 6083 · Семёнов'), row('b', 'Заявка 6084 · Семёнов')], more: false },
    { kind: 'client', rows: [{ ...row('c', 'Семёнов Пётр'), place: { place: 'client', id: 'c' } }], more: false },
  ],
  corrected: ['Семёнов'],
};

beforeEach(() => {
  core.kept = [];
  core.answers = {
    get_view: () => ({ state: ['Иванов', '9066805555'] }),
    find: ({ text }: { text: string }) => (text === 'нет' ? { groups: [], corrected: [] } : FOUND),
  };
  window.location.hash = '';
});

afterEach(clear);

async function ask(text: string): Promise<HTMLInputElement> {
  const input = await find<HTMLInputElement>('[role=combobox]');
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  return input;
}

function key(input: HTMLInputElement, name: string) {
  input.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
}

const chosen = () => document.querySelector('[role=option][aria-selected=true]')?.textContent;

it('goes to what the arrows have chosen, and remembers what was looked for', async () => {
  const onClose = vi.fn();
  show(<Palette onClose={onClose} />);
  const input = await ask('симёнов');
  await find('[role=status]', 'Показано по: Семёнов');
  await vi.waitFor(() => expect(chosen()).toContain('6083'), PATIENCE);
  key(input, 'ArrowDown');
  await vi.waitFor(() => expect(chosen()).toContain('6084'), PATIENCE);
  expect(input.getAttribute('aria-activedescendant')).toBe(document.querySelector('[aria-selected=true]')?.id);
  key(input, 'ArrowDown');
  key(input, 'ArrowDown');
  await vi.waitFor(() => expect(chosen()).toContain('6083'), PATIENCE);
  key(input, 'ArrowUp');
  await vi.waitFor(() => expect(chosen()).toContain('Семёнов Пётр'), PATIENCE);
  key(input, 'Enter');
  await vi.waitFor(() => expect(window.location.hash).toBe('#/clients/c'), PATIENCE);
  expect(onClose).toHaveBeenCalled();
  await vi.waitFor(
    () => expect(core.kept).toEqual([{ screen: 'palette', state: ['симёнов', 'Иванов', '9066805555'] }]),
    PATIENCE,
  );
});

it('offers what was looked for last, and the sections', async () => {
  show(<Palette onClose={() => {}} />);
  await find('[role=group][aria-label="Недавно искали"] [role=option]', '9066805555');
  await find('[role=group][aria-label="Команды и разделы"] [role=option]', 'Новая заявка');
});

it('finds a section by a part of its name', async () => {
  show(<Palette onClose={() => {}} />);
  const input = await ask('реквиз');
  core.answers.find = () => ({ groups: [], corrected: [] });
  await vi.waitFor(() => expect(document.querySelectorAll('[role=option]')).toHaveLength(1), PATIENCE);
  key(input, 'Enter');
  await vi.waitFor(() => expect(window.location.hash).toBe('#/agency'), PATIENCE);
});

it('says so when there is nothing', async () => {
  show(<Palette onClose={() => {}} />);
  await ask('нет');
  await find('[role=status]', 'По запросу «нет» ничего не нашлось');
});

it('says what went wrong', async () => {
  core.answers.find = () => {
    throw { code: 'storage', title: 'Диск переполнен', advice: 'Освободите место', details: [], reference: null };
  };
  show(<Palette onClose={() => {}} />);
  await ask('Семёнов');
  await find('[role=status]', 'Диск переполнен');
});
