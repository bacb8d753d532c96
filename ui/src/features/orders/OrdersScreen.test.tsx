import { Notifications } from '@mantine/notifications';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ChangeOrders } from '../../bindings/ChangeOrders';
import type { ListOrders } from '../../bindings/ListOrders';
import type { OrderRow } from '../../bindings/OrderRow';
import type { SaveView } from '../../bindings/SaveView';
import { clear, find, PATIENCE, press, show } from '../../testing/screen';
import { EMPTY_FILTER } from './filter';
import { OrdersScreen } from './OrdersScreen';

const core = vi.hoisted(() => ({
  asked: [] as { command: string; request: unknown }[],
  answers: {} as Record<string, (request: never) => unknown>,
}));

vi.mock('../../lib/backend', () => ({
  backend: {
    call: async (command: string, request: never) => {
      core.asked.push({ command, request });
      return core.answers[command]?.(request) ?? {};
    },
    onEvent: () => () => {},
  },
}));

const ROW: OrderRow = {
  id: 'a',
  number: '6083',
  contract_number: '6083-1',
  customer: 'Семёнов Пётр',
  tourists: 2,
  destination: 'Турция',
  departure_city: 'Москва',
  tour_start: '2026-05-12',
  tour_end: '2026-05-21',
  operator: 'Anex',
  manager: 'Петрова Анна',
  office: '',
  lead_source: '',
  lead_kind: '',
  payment_method: null,
  total: 12_500_000,
  documents_given: 'not_given',
  status: 'new',
  contract_status: 'draft',
  is_quote: false,
  archived_at: null,
  trashed_at: null,
  created_at: '2026-01-01T10:00:00Z',
  updated_at: '2026-01-01T10:00:00Z',
};

let rows: OrderRow[];

beforeEach(() => {
  rows = [ROW];
  core.asked = [];
  core.answers = {
    get_view: () => ({ state: null }),
    list_orders: () => ({ rows, more: false }),
    count_orders: () => ({ total: rows.length }),
    list_order_values: () => ({
      managers: [],
      offices: [],
      lead_sources: [],
      lead_kinds: [],
      operators: [],
      departure_cities: [],
      countries: [],
    }),
  };
});

afterEach(clear);

const asked = <T,>(command: string) =>
  core.asked.filter((one) => one.command === command).map(({ request }) => request as T);
const lastAsked = <T,>(command: string) => asked<T>(command).at(-1);

it('asks the way the grid was left, and keeps what is changed', async () => {
  core.answers.get_view = () => ({
    state: { filter: { tab: 'mine', customer: 'Семёнов' }, sort: 'total', descending: true },
  });
  show(<OrdersScreen />);
  const filter = { ...EMPTY_FILTER, tab: 'mine', customer: 'Семёнов' };
  await vi.waitFor(
    () => expect(asked<ListOrders>('list_orders')[0]).toMatchObject({ filter, sort: 'total', descending: true }),
    PATIENCE,
  );
  (await find<HTMLButtonElement>('button[aria-label="Убрать условие «Фамилия заказчика»"]')).click();
  await vi.waitFor(() => {
    expect(lastAsked<ListOrders>('list_orders')?.filter).toEqual({ ...EMPTY_FILTER, tab: 'mine' });
    expect(lastAsked<SaveView>('save_view')).toMatchObject({
      screen: 'orders',
      state: { filter: { tab: 'mine', customer: '' }, sort: 'total' },
    });
  }, PATIENCE);
});

it.each([
  ['all', '', 'Заявок пока нет', 'Создать первую заявку'],
  ['archived', '', 'Архив пуст', null],
  ['trash', '', 'Корзина пуста', null],
  ['quotes', '', 'Запросов на расчёт нет', null],
  ['archived', 'Семёнов', 'По запросу «Семёнов» ничего не нашлось', 'Сбросить условия'],
])('says why nothing is on the tab %s by «%s»', async (tab, search, title, action) => {
  rows = [];
  core.answers.get_view = () => ({ state: { filter: { tab, search } } });
  show(<OrdersScreen />);
  await find('p', title);
  if (action !== null) {
    await find('button', action);
  }
});

it('forgets the conditions and keeps the tab on «Сбросить условия»', async () => {
  rows = [];
  core.answers.get_view = () => ({ state: { filter: { tab: 'archived', number: '77' } } });
  show(<OrdersScreen />);
  await press('Сбросить условия');
  await find('p', 'Архив пуст');
});

it('loses no letter of what is typed fast', async () => {
  show(<OrdersScreen />);
  const box = await find<HTMLInputElement>('input[aria-label="Поиск заявок"]');
  const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  for (const letter of 'громова') {
    write?.call(box, box.value + letter);
    box.dispatchEvent(new Event('input', { bubbles: true }));
  }
  expect(box.value).toBe('громова');
  await vi.waitFor(() => expect(lastAsked<ListOrders>('list_orders')?.filter.search).toBe('громова'), PATIENCE);
});

it('says what went wrong and asks again', async () => {
  let isBroken = true;
  core.answers.list_orders = () => {
    if (isBroken) {
      throw { code: 'storage', title: 'Диск переполнен', advice: '', details: [], reference: null };
    }
    return { rows, more: false };
  };
  show(<OrdersScreen />);
  await find('[role=alert]', 'Диск переполнен');
  isBroken = false;
  await press('Повторить');
  await find('[role=grid]');
});

it('changes the ticked orders together and takes it back as it was', async () => {
  const done = { before: [{ id: 'a', version: 3, status: 'new' }] };
  core.answers.change_orders = () => done;
  core.answers.undo_orders = () => ({ undone: 1, kept: [] });
  rows = ['a', 'b', 'c'].map((id) => ({ ...ROW, id }));
  show(
    <>
      <Notifications />
      <OrdersScreen />
    </>,
  );
  (await find<HTMLInputElement>('input[aria-label="Выбрать все заявки"]')).click();
  await find('[role=status]', '3\u00a0заявки выбраны');
  await press('В архив');
  await vi.waitFor(
    () =>
      expect(asked<ChangeOrders>('change_orders')).toEqual([{ ids: ['a', 'b', 'c'], change: { change: 'archive' } }]),
    PATIENCE,
  );
  await find('[role=alert]', 'В архиве: 1\u00a0заявка; без изменений: 2');
  await press('Отменить');
  await find('[role=alert]', 'Как было: 1\u00a0заявка');
  expect(asked('undo_orders')).toEqual([done]);
});
