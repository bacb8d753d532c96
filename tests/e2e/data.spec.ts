/** «Данные и копии»: a copy and the way back, an export, a file that is refused. */

import { writeFile } from 'node:fs/promises';
import type { OrderFilter } from '../../ui/src/bindings/OrderFilter';
import { expectAccessible, expectNoSideScroll } from './accessible';
import { expect, test } from './office';
import { picture } from './picture';

test('a copy is made, the present state kept, and the copy restored', async ({ page, office }) => {
  const { order } = await office.demo();
  await page.goto('/#/data');
  await expect(page.getByText('Копий ещё нет')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Сделать копию сейчас' }).click();
  await expect(page.getByText('Копия сделана и проверена')).toBeVisible();
  const rows = page.getByRole('table', { name: 'Резервные копии' }).getByRole('row');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('вручную');

  await office.change(order.id, (stored) => ({ ...stored, notes: 'После копии' }));
  await rows.nth(1).getByRole('button', { name: /^Восстановить копию/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Восстановить из копии' });
  await expect(dialog).toContainText(/в копии \d+.заяв/);
  await dialog.getByRole('button', { name: 'Восстановить', exact: true }).click();
  await expect(page.getByText('Копия восстановлена')).toBeVisible();
  await expect(rows.filter({ hasText: 'перед восстановлением' })).toHaveCount(1);
  expect((await office.call('get_order', { id: order.id })).order.notes).toBe('');

  await page.getByRole('button', { name: 'Проверить целостность' }).click();
  await expect(page.getByText('База цела')).toBeVisible();
  await picture(page, 'data');
  await page.setViewportSize({ width: 960, height: 620 });
  await expectNoSideScroll(page);
  await expectAccessible(page);
});

test('an export comes back, a damaged file is refused and changes nothing', async ({ page, office }, info) => {
  const { order } = await office.demo();
  const path = info.outputPath('base.zip');
  page.on('dialog', (dialog) => void dialog.accept(path));
  await page.goto('/#/data');
  await page.getByRole('button', { name: 'Выгрузить базу…' }).click();
  await expect(page.getByText('открытым текстом')).toBeVisible();
  await page.getByRole('button', { name: 'Понятно, выбрать место' }).click();
  await expect(page.getByText(/База выгружена: \d+.заяв/)).toBeVisible();

  await office.change(order.id, (stored) => ({ ...stored, notes: 'После выгрузки' }));
  await page.getByRole('button', { name: 'Загрузить выгрузку…' }).click();
  await page.getByRole('button', { name: 'Выбрать файл' }).click();
  await expect(page.getByText(/Выгрузка загружена: \d+.заяв/)).toBeVisible();
  expect((await office.call('get_order', { id: order.id })).order.notes).toBe('');

  const orders = async () => (await office.call('count_orders', { filter: {} as OrderFilter })).total;
  const before = await orders();
  await writeFile(path, 'не архив');
  await page.getByRole('button', { name: 'Загрузить выгрузку…' }).click();
  await page.getByRole('button', { name: 'Выбрать файл' }).click();
  await expect(page.getByRole('alert', { name: 'Выгрузка не загружена' })).toContainText('Это не выгрузка: файл не архив zip.');
  expect(await orders()).toBe(before);
});
