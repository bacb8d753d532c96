/** «Заявки» and the search through everything: found by each condition, changed together, as it was left. */

import type { Locator, Page } from '@playwright/test';
import type { Order } from '../../ui/src/bindings/Order';
import { expectAccessible, expectNoSideScroll } from './accessible';
import { expect, type Office, test } from './office';

/** A day so many days from today, by the clock of this computer. */
function day(ahead: number): Date {
  const date = new Date();
  date.setDate(date.getDate() + ahead);
  return date;
}
const iso = (date: Date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
const typed = (date: Date) => date.toLocaleDateString('ru-RU');

const OFFICE = '01900000-0000-7000-8000-000000000001';
const VISA = '01900000-0000-7000-8000-000000000002';

/** The order every condition finds. */
function wanted(order: Order): Order {
  return {
    ...order,
    number: '7001',
    status: 'in_progress',
    manager: 'Жукова Мария',
    manager_id: null,
    office_id: OFFICE,
    lead_source: 'Рекомендация',
    lead_kind: 'Горячий',
    documents_given: 'partly',
    contract: { ...order.contract, number: 'Д-900/26' },
    customer: { ...order.customer, last_name: 'Семёнов', first_name: 'Пётр', phone: '+79161230977' },
    tourists: order.tourists.slice(0, 1).map((tourist) => ({ ...tourist, last_name: 'Ёлкин', first_name: 'Артём' })),
    tour: {
      ...order.tour,
      countries: ['MDV'],
      resorts: 'Мале',
      departure_city: 'Казань',
      start: iso(day(3)),
      end: iso(day(5)),
    },
    services: [{ id: VISA, kind: 'visa', country: 'MDV', visa_type: '', submit_by: null, fee: '' }],
    price: { ...order.price, method: 'cash' },
    operator: order.operator && { ...order.operator, short_name: 'Синий кит' },
  };
}

/** An own agency with the wanted order beside 6083-1234, whose days are not known. */
async function seeded(office: Office): Promise<void> {
  const demo = await office.demo();
  const { agency } = await office.call('get_agency', {});
  await office.call('leave_demo', {});
  await office.call('create_office', { agency });
  await office.call('save_office', {
    office: { id: OFFICE, name: 'Арбат', address: '', phone: '', active: true },
  });
  const other = { ...demo.order, tour: { ...demo.order.tour, start: null, end: null } };
  for (const order of [other, wanted(demo.order)]) {
    const made = await office.call('create_order', {});
    await office.change(made.order.id, ({ id }) => ({ ...order, id }));
  }
}

const row = (page: Page, number: string): Locator => page.getByRole('row', { name: number });
const field = (page: Page, label: string): Locator => page.getByRole('search').getByLabel(label, { exact: true });

/** Types into a field of the panel. */
const type = (label: string, text: string) => (page: Page) => field(page, label).fill(text);
/** Picks a value of a field of the panel. */
const pick = (label: string, value: string) => async (page: Page) => {
  await field(page, label).click();
  await page.getByRole('option', { name: value, exact: true }).click();
  await page.keyboard.press('Escape');
};
const press = (group: string, value: string) => (page: Page) =>
  page.getByRole('group', { name: group }).getByRole('button', { name: value }).click();

const CONDITIONS: [string, (page: Page) => Promise<void>][] = [
  ['Номер заявки', type('Номер заявки', '7001')],
  ['Номер договора', type('Номер договора', 'д-900')],
  ['ФИО туриста', type('ФИО туриста', 'елкин арт')],
  ['Фамилия заказчика', type('Фамилия заказчика', 'семенов')],
  ['Начало тура (от)', type('Начало тура (от)', typed(day(3)))],
  ['Начало тура (до)', type('Начало тура (до)', typed(day(3)))],
  ['Менеджер', pick('Менеджер', 'Жукова Мария')],
  ['Офис', pick('Офис', 'Арбат')],
  ['Источник лида', pick('Источник лида', 'Рекомендация')],
  ['Тип лида', pick('Тип лида', 'Горячий')],
  ['Тип оплаты', pick('Тип оплаты', 'Наличные')],
  ['Тип услуги', pick('Тип услуги', 'Визовая поддержка')],
  ['Туроператор', pick('Туроператор', 'Синий кит')],
  ['Город вылета', pick('Город вылета', 'Казань')],
  ['Страна тура', pick('Страна тура', 'Мальдивы')],
  ['Документы туристу', pick('Документы туристу', 'Выданы частично')],
  ['Статус заявки', pick('Статус заявки', 'В работе')],
  ['Вылет', press('Вылет', 'через 3 дня')],
  ['Прилёт', press('Прилёт', 'через 5 дней')],
];

test('an order is found by each condition', async ({ page, office }) => {
  await seeded(office);
  await page.goto('/#/orders');
  await page.getByRole('button', { name: 'Фильтры', exact: true }).click();
  await expect(row(page, '6083-1234')).toBeVisible();
  for (const [label, ask] of CONDITIONS) {
    await test.step(label, async () => {
      await ask(page);
      await expect(page.getByRole('button', { name: `Убрать условие «${label}»` })).toBeVisible();
      await expect(row(page, '6083-1234')).toBeHidden();
      await expect(row(page, '7001')).toBeVisible();
      await page.getByRole('button', { name: `Убрать условие «${label}»` }).click();
      await expect(row(page, '6083-1234')).toBeVisible();
    });
  }
  await pick('Страна тура', 'Мальдивы')(page);
  await type('Номер заявки', '6083')(page);
  await expect(page.getByText('Таких заявок нет')).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 960, height: 620 });
  await expectNoSideScroll(page);
  await page.getByRole('button', { name: 'Сбросить', exact: true }).click();
  await expect(row(page, '7001')).toBeVisible();
});

test('ticked orders are changed together and taken back', async ({ page, office }) => {
  await seeded(office);
  await page.goto('/#/orders');
  const bar = page.getByRole('region', { name: 'Действия с выбранными заявками' });
  await expect(row(page, '7001')).toBeVisible();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(bar.getByText('2 заявки выбраны')).toBeVisible();
  await expectAccessible(page);

  await bar.getByRole('button', { name: 'Статус' }).click();
  await page.getByRole('menuitem', { name: 'Новая' }).click();
  await expect(page.getByText('Статус «Новая» у 2 заявок')).toBeVisible();
  await expect(page.getByRole('gridcell', { name: 'Новая' })).toHaveCount(2);

  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+a');
  const book = page.waitForEvent('download');
  await bar.getByRole('button', { name: 'Excel' }).click();
  expect((await book).suggestedFilename()).toMatch(/^Заявки .*\.xlsx$/);
  await bar.getByRole('button', { name: 'В архив' }).click();
  await expect(page.getByText('Заявок пока нет')).toBeVisible();
  await page.getByRole('tab', { name: 'Архивные 2' }).click();
  await expect(row(page, '7001')).toBeVisible();
  await page
    .getByRole('alert')
    .filter({ hasText: 'В архиве: 2 заявки' })
    .getByRole('button', { name: 'Отменить' })
    .click();
  await expect(page.getByText('Архив пуст')).toBeVisible();

  await page.getByRole('tab', { name: 'Все заявки 2' }).click();
  await row(page, '7001').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'В корзину' }).click();
  await expect(row(page, '7001')).toBeHidden();
  await page.getByRole('tab', { name: 'Корзина 1' }).click();
  await row(page, '7001').getByRole('checkbox').check();
  await bar.getByRole('button', { name: 'Удалить навсегда' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Удалить навсегда' }).click();
  await expect(page.getByText('Корзина пуста')).toBeVisible();

  await page.getByRole('tab', { name: 'Все заявки 1' }).click();
  await row(page, '6083-1234').getByRole('button', { name: 'Действия с заявкой 6083-1234' }).click();
  await page.getByRole('menuitem', { name: 'Скопировать' }).click();
  await expect(page.getByRole('heading', { name: /^Заявка № (?!6083)/ })).toBeVisible();
});

test('the grid is again as it was left', async ({ page, office }) => {
  await seeded(office);
  await page.goto('/#/orders');
  const heads = async () =>
    await page
      .getByRole('columnheader')
      .evaluateAll((cells) =>
        cells.map(
          (cell) => `${cell.textContent} ${cell.getAttribute('aria-sort')} ${(cell as HTMLElement).offsetWidth}`,
        ),
      );
  const title = (name: string) => page.getByRole('columnheader', { name, exact: true }).getByRole('button');

  await title('Сумма').press('Alt+ArrowLeft');
  await title('Сумма').press('Shift+ArrowRight');
  await title('Заказчик').click();
  await page.getByRole('button', { name: 'Столбцы' }).click();
  await page.getByRole('checkbox', { name: 'Туристы' }).uncheck();
  await page.getByRole('checkbox', { name: 'Туроператор' }).check();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(title('Туроператор')).toBeVisible();
  const box = await title('Договор').boundingBox();
  await page.mouse.move((box?.x ?? 0) + 10, (box?.y ?? 0) + 5);
  await page.mouse.down();
  await page.mouse.move((box?.x ?? 0) + 260, (box?.y ?? 0) + 5, { steps: 4 });
  await page.mouse.up();

  await page.getByRole('group', { name: 'Вылет' }).getByRole('button', { name: 'через 3 дня' }).click();
  await page.getByRole('button', { name: 'Мои фильтры' }).click();
  await page.getByRole('textbox', { name: 'Название нового фильтра' }).fill('Скоро вылет');
  // an earlier change of the view may still be on its way
  const kept = page.waitForResponse((response) => response.request().postData()?.includes('Скоро вылет') ?? false);
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await kept;
  const before = await heads();
  expect(before.findIndex((head) => head.startsWith('Заказчик ascending'))).toBeLessThan(
    before.findIndex((head) => head.startsWith('Договор')),
  );

  await page.reload();
  await expect(row(page, '7001')).toBeVisible();
  await expect(row(page, '6083-1234')).toBeHidden();
  expect(await heads()).toEqual(before);

  await page.getByRole('button', { name: 'Сбросить', exact: true }).click();
  await expect(row(page, '6083-1234')).toBeVisible();
  await page.getByRole('button', { name: 'Мои фильтры' }).click();
  await page.getByRole('button', { name: 'Скоро вылет', exact: true }).click();
  await expect(row(page, '6083-1234')).toBeHidden();
});

test('Ctrl+K finds through letters, digits and slips', async ({ page, office }) => {
  await seeded(office);
  await page.goto('/#/agency');
  await expect(page.getByRole('heading', { name: 'Реквизиты, печать и подпись' })).toBeVisible();
  const box = page.getByRole('combobox', { name: 'Найти заявку, клиента, договор или команду' });
  await page.keyboard.press('Control+k');
  for (const [words, found] of [
    ['семенов', 'Семёнов Пётр'],
    ['9161230977', '7001'],
    ['+7 (916) 123-09-77', '7001'],
    ['симёнов', 'Семёнов Пётр'],
    ['д-900', 'Д-900/26'],
  ] as const) {
    await box.fill(words);
    await expect(page.getByRole('option').first()).toContainText(found);
  }
  await expectAccessible(page);
  await box.fill('нет такого');
  await expect(page.getByText('По запросу «нет такого» ничего не нашлось')).toBeVisible();
  await box.fill('семенов');
  await expect(page.getByRole('option').first()).toContainText('7001');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Заявка № 7001' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option', { name: 'семенов' })).toBeVisible();
});
