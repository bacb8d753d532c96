/** Money of an order and of the office, the start page, the directory of operators. */

import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from './office';

test('a payment lessens the debt, is seen in the office and goes to Excel', async ({ page, office }) => {
  const { order } = await office.demo();
  await page.goto(`/#/orders/${order.id}/at/payments`);
  const block = page.getByRole('region', { name: 'Оплаты', exact: true });
  const plan = block.getByRole('region', { name: 'План: Турист' });
  await expect(plan).toContainText('Не оплачена');
  await block.getByRole('button', { name: 'Добавить платёж' }).click();
  const dialog = page.getByRole('dialog', { name: 'Новый платёж' });
  await expect(dialog.getByRole('textbox', { name: 'Сумма' })).toHaveValue(/109\s250/);
  await dialog.getByRole('button', { name: 'Добавить платёж' }).click();
  await expect(dialog).toBeHidden();
  await expect(plan).toContainText('Частично оплачена');
  const { tourist } = await office.call('list_payments', { id: order.id });
  expect(tourist.rest).toBe(10_925_000);

  await page.getByRole('link', { name: 'Финансы' }).click();
  const table = page.getByRole('table', { name: 'Платежи', exact: true });
  const row = table.getByRole('row').filter({ hasText: '6083-1234' });
  await expect(row).toContainText(/109\s250/);
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Выгрузить в Excel' }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^Платежи \d\d\.\d\d\.\d{4}\.xlsx$/);
  expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe('PK');

  await row.getByRole('link', { name: '6083-1234' }).click();
  await block.getByRole('button', { name: /^Отменить платёж/ }).click();
  const cancel = page.getByRole('dialog', { name: 'Отменить платёж' });
  await cancel.getByRole('textbox', { name: 'Причина' }).fill('Ошиблись суммой');
  await cancel.getByRole('button', { name: 'Отменить платёж' }).click();
  await expect(block.getByText('Отменён: Ошиблись суммой')).toBeVisible();
  await expect(plan).toContainText('Не оплачена');
});

test('a receipt is made once and kept with the order', async ({ office }) => {
  const { order } = await office.demo();
  const id = '01a1f8aa-0000-7000-8000-000000000001';
  const payment = { order_id: order.id, id, direction: 'from_tourist', sum: 500_000, document: '', note: '' } as const;
  const { today } = await office.call('list_payments', { id: order.id });
  await office.call('add_payment', { ...payment, date: today, method: 'cash' });
  await office.call('add_payment', { ...payment, date: today, method: 'cash' });
  expect((await office.call('list_payments', { id: order.id })).payments).toHaveLength(1);
  const first = await office.call('issue_receipt', { order_id: order.id, id });
  expect(await office.call('issue_receipt', { order_id: order.id, id })).toEqual(first);
  const { name, base64 } = await office.call('read_file', { id: first.id });
  expect(name).toMatch(/^Квитанция 1 от /);
  expect(Buffer.from(base64, 'base64').subarray(0, 4).toString()).toBe('%PDF');
});

test('a row of the start page opens its place', async ({ page, office }) => {
  await office.demo();
  await page.goto('/#/');
  await expect(page.getByRole('heading', { name: 'Сегодня' })).toBeVisible();
  const trips = page.getByRole('region', { name: 'Вылеты' });
  await trips.getByRole('link', { name: /Морозов Алексей Игоревич/ }).click();
  await expect(page.getByRole('heading', { name: /Заявка № 6083-12/ })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Начало тура' })).toBeFocused();
});

test('the directory goes out as a file and comes in again', async ({ page, office }, info) => {
  await office.demo();
  await page.goto('/#/operators');
  const rows = page.getByRole('table', { name: 'Туроператоры' }).locator('tbody').getByRole('row');
  await expect(rows).toHaveCount(4);
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Выгрузить' }).click();
  const directory = JSON.parse(await readFile(await (await coming).path(), 'utf8'));
  directory.operators[0].phone = '+7 495 000-11-22';
  directory.operators.push({ short_name: 'ООО «Новый маршрут»', registry_number: 'РТО 012399', inn: '7707083893' });
  const file = info.outputPath('operators.json');
  await writeFile(file, JSON.stringify(directory));
  await page.locator('input[type=file]').setInputFiles(file);
  const dialog = page.getByRole('dialog', { name: 'Загрузка справочника' });
  await expect(dialog).toContainText('Новых: 1, обновится: 1, без изменений: 3, пропущено: 0');
  await dialog.getByRole('button', { name: 'Загрузить' }).click();
  await expect(rows).toHaveCount(5);
  await rows.getByRole('link', { name: 'ООО «Новый маршрут»' }).click();
  await expect(page.getByRole('heading', { name: 'ООО «Новый маршрут»' })).toBeVisible();

  await writeFile(file, '{"format":"other"}');
  await page.goto('/#/operators');
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByText('в нём нет справочника туроператоров')).toBeVisible();
});
