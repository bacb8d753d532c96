/** Who works: two people, what each may do, the lock, and the journal of it. */

import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { expect, test } from './office';

const HEAD_PIN = '2580';
const PIN = 'парольАнны';

async function enterPin(page: Page, pin: string) {
  await page.getByLabel('PIN или пароль', { exact: true }).fill(pin);
  await page.getByRole('button', { name: 'Войти' }).click();
}

/** The menu with the person's name. */
async function choose(page: Page, name: string, item: string) {
  await page.getByRole('banner').getByRole('button', { name }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('the head adds a manager, who cannot take data out, and the journal tells all of it', async ({ page, office }) => {
  const { order } = await office.demo();
  await page.goto('/#/staff');

  await page.getByRole('button', { name: 'Добавить сотрудника' }).click();
  const card = page.getByRole('dialog', { name: 'Новый сотрудник' });
  await card.getByLabel('ФИО').fill('Семёнова Анна');
  await expect(card.getByLabel('Выгрузка в Excel и файлы')).not.toBeChecked();
  await expectAccessible(page);
  await card.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('У руководителя нет PIN')).toBeVisible();
  for (const [name, pin] of [
    ['Соколова Мария Андреевна', HEAD_PIN],
    ['Семёнова Анна', PIN],
  ] as const) {
    await page.getByRole('row', { name }).getByRole('button', { name: 'Задать PIN' }).click();
    await page.getByLabel('Новый PIN или пароль').fill(pin);
    await page.getByLabel('Ещё раз').fill(pin);
    await page.getByRole('dialog').getByRole('button', { name: 'Задать PIN' }).click();
    await expect(page.getByRole('row', { name }).getByRole('button', { name: 'Сменить PIN' })).toBeVisible();
  }
  await expect(page.getByText('У руководителя нет PIN')).toBeHidden();

  await choose(page, 'Соколова', 'Сменить сотрудника');
  await expect(page.getByRole('heading', { name: 'Кто работает?' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Семёнова Анна' }).click();
  await enterPin(page, '0000');
  await expect(page.getByText('PIN не подходит')).toBeVisible();
  await enterPin(page, PIN);

  await page.getByRole('banner').getByRole('button', { name: 'Семёнова Анна' }).click();
  await expect(page.getByRole('menuitem', { name: 'Журнал изменений' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await page.goto('/#/agency');
  await expect(page.getByText('Недостаточно прав')).toBeVisible();
  await expect(page.getByLabel('Сокращённое наименование')).toBeDisabled();
  await expect(office.call('export_audit', { staff: null, kinds: [], from: null, to: null, search: '' })).rejects.toThrow(
    'forbidden',
  );
  await expect(office.change(order.id, (stored) => ({ ...stored, notes: 'чужое' }))).rejects.toThrow('forbidden');

  await choose(page, 'Семёнова Анна', 'Сменить сотрудника');
  await page.getByRole('button', { name: 'Соколова Мария Андреевна' }).click();
  await enterPin(page, HEAD_PIN);
  await page.goto('/#/journal');
  const rows = page.getByRole('list', { name: 'Записи журнала' }).getByRole('listitem');
  await expect(rows.filter({ hasText: 'Отказано' }).first()).toContainText('Семёнова Анна');
  await page.getByRole('textbox', { name: 'Поиск' }).fill('добавлен');
  await expect(rows).toHaveCount(1);
  await rows.getByRole('button', { name: /^Поля/ }).click();
  await expect(rows).toContainText('Изменение чужих заявок');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Выгрузить в Excel' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^Журнал изменений .*\.xlsx$/);
  await page.getByRole('button', { name: 'Проверить целостность' }).click();
  await expect(page.getByText('Журнал цел')).toBeVisible();
});

test('the lock covers the screen and keeps what was typed', async ({ page, office }) => {
  const { order } = await office.demo();
  const { staff } = await office.call('list_staff', {});
  const [head] = staff;
  if (!head) {
    throw new Error('the demo has a head');
  }
  await office.call('set_pin', { id: head.member.id, current: null, pin: HEAD_PIN });
  await page.goto(`/#/orders/${order.id}`);
  const resorts = page.getByLabel('Город, курорт').first();
  await resorts.fill('Кемер, не сохранено');

  await page.keyboard.press('Control+KeyL');
  const cover = page.getByRole('dialog', { name: 'Программа заблокирована' });
  await expect(cover).toBeVisible();
  await expectAccessible(page);
  await expect(office.call('get_order', { id: order.id })).rejects.toThrow('screen_locked');
  await page.keyboard.press('Escape');
  await expect(cover).toBeVisible();
  await enterPin(page, HEAD_PIN);
  await expect(cover).toBeHidden();
  await expect(resorts).toHaveValue('Кемер, не сохранено');
});
