/** Clients: a table with mistakes comes in, two cards become one, a client fills an order. */

import { expectAccessible } from './accessible';
import { expect, test } from './office';

const TABLE = [
  'ФИО;Дата рождения;Моб. тел.;Паспорт;Любимый цвет',
  'Семёнова Анна Петровна;06.03.1985;8 906 680-55-55;45 08 123456;синий',
  'СЕМЕНОВА АННА ПЕТРОВНА;6.3.85;;;',
  'Иванов Иван;весной;;;',
  'Орлов Пётр;01.02.1990;8 495 123-45-67;;',
].join('\n');

test('a table with mistakes is imported without them and taken back', async ({ page, office }) => {
  await office.demo();
  await page.goto('/#/clients/import');
  await page.locator('input[type=file]').setInputFiles({
    name: 'клиенты.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(TABLE),
  });
  await expect(page.getByRole('combobox', { name: 'Что означает «Моб. тел.»' })).toHaveValue('Телефон');
  await page.getByRole('button', { name: 'Проверить' }).click();
  await expect(page.getByText('С ошибками 1')).toBeVisible();
  await expect(page.getByText('Дата рождения «весной»: дата не понятна')).toBeVisible();
  await expect(page.getByText('Повторяет строку 2')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Загрузить 2' }).click();
  await expect(page.getByText('Добавлено: 2')).toBeVisible();
  const refused = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Сохранить эти строки с причинами' }).click();
  expect((await refused).suggestedFilename()).toBe('Строки с ошибками.xlsx');

  await page.getByRole('button', { name: 'К списку клиентов' }).click();
  await page.getByRole('textbox', { name: 'Поиск клиентов' }).fill('9066805555');
  await expect(page.getByRole('row', { name: /Семёнова Анна Петровна/ })).toBeVisible();
  await page.goto('/#/clients/import');
  await page.getByRole('button', { name: 'Отменить импорт' }).click();
  await expect(page.getByText('Импорт отменён: удалено 2')).toBeVisible();
});

test('two cards become one, and two again', async ({ page, office }) => {
  await office.demo();
  await page.goto('/#/clients/new');
  await page.getByRole('textbox', { name: 'Фамилия', exact: true }).fill('Орлова');
  await page.getByRole('textbox', { name: 'Имя', exact: true }).fill('Вера');
  await page.getByRole('textbox', { name: 'Телефон' }).fill('9066805501');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('heading', { name: 'Орлова Вера' })).toBeVisible();
  const id = page.url().slice(page.url().lastIndexOf('/') + 1);
  const { client } = await office.call('get_client', { id });
  const twin = { ...client, id: crypto.randomUUID(), first_name: 'Вероника', emails: ['vera@mail.ru'] };
  await office.call('save_client', { client: twin, version: null });
  await expect(page.getByText('Возможно, это тот же человек: Орлова Вероника')).toBeVisible();
  await page.getByRole('button', { name: 'Сравнить' }).click();
  await expectAccessible(page);
  await page.getByRole('row', { name: 'ФИО' }).getByText('Орлова Вероника').click();
  await page.getByRole('button', { name: 'Объединить 2' }).click();
  await expect(page.getByText('Объединены карточки: Орлова Вероника')).toBeVisible();
  const joined = await office.call('get_client', { id: twin.id });
  expect([joined.client.id, joined.client.first_name, joined.client.emails]).toEqual([id, 'Вероника', ['vera@mail.ru']]);

  await page.goto(`/#/clients/${id}`);
  await page.getByRole('button', { name: 'Разделить обратно' }).click();
  await expect(page.getByText('карточка как до объединения')).toBeVisible();
  expect((await office.call('get_client', { id: twin.id })).client.id).toBe(twin.id);
});

test('a client fills the customer of an order by a key, a few letters and Enter', async ({ page, office }) => {
  const { order } = await office.demo();
  await page.goto(`/#/orders/${order.id}`);
  await page.getByRole('button', { name: 'Действия с заявкой' }).click();
  await page.getByRole('menuitem', { name: 'Сохранить людей в клиенты' }).click();
  await expect(page.getByText(/Клиенты, добавлено/)).toBeVisible();

  const created = await office.call('create_order', {});
  await page.goto(`/#/orders/${created.order.id}`);
  const customer = page.getByRole('region', { name: 'Заказчик' });
  await expect(customer.getByRole('textbox', { name: 'Фамилия' })).toBeFocused();
  await page.keyboard.press('F4');
  await page.keyboard.type(order.customer.last_name.slice(0, 4).toLowerCase());
  const typed = page.getByRole('textbox', { name: 'Заказчик из клиентов' });
  await expect(typed).toHaveValue(order.customer.last_name.slice(0, 4).toLowerCase());
  await page.keyboard.press('Enter');
  await expect(customer.getByRole('textbox', { name: 'Фамилия' })).toHaveValue(order.customer.last_name);
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Всё сохранено')).toBeVisible();
  const saved = await office.call('get_order', { id: created.order.id });
  expect(saved.order.customer.document).toEqual(order.customer.document);
  expect(saved.order.customer.client_id).not.toBeNull();
});
