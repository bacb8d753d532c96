/** The screens of the program: open to everyone, fit for a small window, careful with what was typed. */

import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from './accessible';
import { expect, test } from './office';

const SMALL = { width: 960, height: 620 };

/** Screens of an open agency by their address, and the words that tell they are there. */
const SCREENS: Record<string, { path: (order: string) => string; heading: string; ready?: string }> = {
  orders: { path: () => '/orders', heading: 'Заявки', ready: '6083-1234' },
  order: { path: (id) => `/orders/${id}`, heading: 'Заявка № 6083-1234' },
  today: { path: () => '/today', heading: 'Сегодня', ready: 'Вылеты' },
  finance: { path: () => '/finance', heading: 'Финансы', ready: 'Долги туристов' },
  operators: { path: () => '/operators', heading: 'Туроператоры', ready: 'ООО «Тёплые моря»' },
  'steps of signing': { path: () => '/integrations/steps', heading: 'Настройки интеграции', ready: 'Шаг 4. Формирование договора' },
  'SMS service': { path: () => '/integrations/sms', heading: 'Настройки интеграции', ready: 'Имя отправителя' },
  mail: { path: () => '/integrations/mail', heading: 'Настройки интеграции', ready: 'Сервер' },
  'history of SMS': { path: () => '/integrations/history', heading: 'Настройки интеграции', ready: 'СМС ещё не отправляли' },
  agency: { path: () => '/agency', heading: 'Реквизиты, печать и подпись', ready: 'ИНН' },
  staff: { path: () => '/staff', heading: 'Сотрудники и офисы', ready: 'Блокировка' },
  journal: { path: () => '/journal', heading: 'Журнал изменений', ready: 'Выгрузить в Excel' },
  about: { path: () => '/about', heading: 'ТурОфис Десктоп', ready: 'Папка с данными' },
};

test('the first start bars nobody and fits a small window', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Попробовать на демо-агентстве' })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize(SMALL);
  await expectNoSideScroll(page);
});

for (const [name, { path, heading, ready }] of Object.entries(SCREENS)) {
  test(`${name}: bars nobody and fits a small window`, async ({ page, office }) => {
    const { order } = await office.demo();
    await page.goto(`/#${path(order.id)}`);
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    if (ready) {
      await expect(page.getByText(ready).first()).toBeVisible();
    }
    await expectAccessible(page);
    await page.setViewportSize(SMALL);
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    await expectNoSideScroll(page);
  });
}

test('the check beside the order bars nobody and fits a small window', async ({ page, office }) => {
  const { order } = await office.demo();
  await page.goto(`/#/orders/${order.id}`);
  await page.getByRole('button', { name: /^Не заполнено:/ }).click();
  await expect(page.getByRole('dialog', { name: 'Проверка заполнения договора' })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize(SMALL);
  await expectNoSideScroll(page);
});

test('Ctrl+S saves an edit', async ({ page, office }) => {
  const { order } = await office.demo();
  await open(page, order.id);
  await address(page).fill('Москва, Тверская ул., 1');
  await address(page).press('Control+s');
  await expect(page.getByText('Всё сохранено')).toBeVisible();
  const saved = await office.call('get_order', { id: order.id });
  expect(saved.order.customer.registration_address).toBe('Москва, Тверская ул., 1');
});

test('an unsaved edit is there again after a reload', async ({ page, office }) => {
  const { order } = await office.demo();
  await open(page, order.id);
  await address(page).fill('Ещё не сохранено');
  await expect(page.getByText('Черновик сохранён')).toBeVisible();
  await page.reload();
  await expect(address(page)).toHaveValue('Ещё не сохранено');
  await expect(page.getByText(/Возвращены изменения/)).toBeVisible();
  expect((await office.call('get_order', { id: order.id })).order).toEqual(order);
});

test('an edit of another field by a colleague joins in', async ({ page, office }) => {
  const { order } = await office.demo();
  await open(page, order.id);
  await address(page).fill('Мой адрес');
  await office.change(order.id, (stored) => ({ ...stored, manager: 'Петрова Анна' }));
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Всё сохранено')).toBeVisible();
  const { customer, manager } = (await office.call('get_order', { id: order.id })).order;
  expect([customer.registration_address, manager]).toEqual(['Мой адрес', 'Петрова Анна']);
});

test('an edit of the same field by a colleague is told and settled', async ({ page, office }) => {
  const { order } = await office.demo();
  await open(page, order.id);
  await address(page).fill('Мой адрес');
  await office.change(order.id, (stored) => ({ ...stored, customer: { ...stored.customer, registration_address: 'Чужой адрес' } }));
  const note = page.getByRole('alert').filter({ hasText: 'Заявку изменили, пока вы её правили' });
  await expect(note).toBeVisible();
  await expect(address(page)).toHaveValue('Мой адрес');
  await note.getByRole('button', { name: 'Взять сохранённые' }).click();
  await expect(note).toBeHidden();
  await expect(address(page)).toHaveValue('Чужой адрес');
  expect((await office.call('get_order', { id: order.id })).order.customer.registration_address).toBe('Чужой адрес');
});

async function open(page: Page, id: string): Promise<void> {
  await page.goto(`/#/orders/${id}`);
  await expect(address(page)).toBeVisible();
}

function address(page: Page) {
  return page.getByRole('region', { name: 'Заказчик' }).getByRole('textbox', { name: 'Адрес регистрации' });
}
