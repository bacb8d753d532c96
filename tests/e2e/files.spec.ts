/** «Файлы» of an order: attached, looked at, sent to the tourist, put away. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './accessible';
import { expect, test } from './office';

const FIXTURES = join(import.meta.dirname, '../fixtures');

test('files are attached, looked at and sent to the tourist', async ({ page, office }) => {
  const { order } = await office.demo();
  await page.goto(`/#/orders/${order.id}`);
  const block = page.getByRole('region', { name: 'Файлы', exact: true });
  const picture = await readFile(join(FIXTURES, 'stamp.png'));
  await block.locator('input[type=file]').setInputFiles([
    { name: 'паспорт.png', mimeType: 'image/png', buffer: picture },
    { name: 'ваучер.txt', mimeType: 'text/plain', buffer: Buffer.from('Отель «Море»') },
    { name: 'скан.pdf.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
  ]);
  await expect(block.getByRole('row')).toHaveCount(4);
  await expect(block.getByRole('button', { name: 'Открыть: скан.pdf.exe' })).toBeDisabled();

  await block.getByRole('button', { name: 'паспорт.png', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('img', { name: 'паспорт.png' })).toBeVisible();
  await page.keyboard.press('Escape');

  await block.getByRole('button', { name: 'Изменить: ваучер.txt' }).click();
  await page.getByRole('dialog').getByLabel('Для туриста').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Сохранить' }).click();
  await expect(block.getByRole('row', { name: 'ваучер.txt' })).toContainText('для туриста');

  for (const name of ['ваучер.txt', 'паспорт.png']) {
    await block.getByLabel(`Выбрать: ${name}`).check();
  }
  await block.getByRole('button', { name: 'Отправить туристу' }).click();
  const letter = page.getByRole('dialog', { name: 'Отправить файлы туристу' });
  await expect(letter.getByText('Эти файлы видны только вам')).toBeVisible();
  await expect(letter.getByRole('button', { name: 'Отправить', exact: true })).toBeDisabled();
  await letter.getByLabel('Всё равно отправить туристу').check();
  await expectAccessible(page);
  await letter.getByRole('button', { name: 'Отправить', exact: true }).click();
  await expect(block.getByText('отправлено', { exact: true })).toBeVisible();
  const sent = await office.letter('Документы по заявке № 6083-1234');
  expect(sent.attachments.map(({ name }) => name).sort()).toEqual(['ваучер.txt', 'паспорт.png']);

  await block.getByLabel('Выбрать: скан.pdf.exe').check();
  await block.getByRole('button', { name: 'В корзину' }).click();
  await expect(block.getByRole('row')).toHaveCount(3);
  await block.getByRole('button', { name: 'Корзина: 1' }).click();
  await block.getByRole('button', { name: 'Вернуть' }).click();
  await expect(block.getByRole('row')).toHaveCount(4);
});
