/** The tourist's pages on a small phone, without any script. */

import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from './accessible';
import { expect, test, wrong } from './office';

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, javaScriptEnabled: false });

test('signs without JavaScript', async ({ page, office }) => {
  const { link } = await office.sent();
  await readAndAgree(page, link);
  await expect(tries(page, '5 попыток')).toBeVisible();

  const code = await office.code();
  await enter(page, wrong(code));
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(tries(page, '4 попытки')).toBeVisible();
  await enter(page, code);
  await expect(page.getByRole('heading', { name: 'Договор подписан' })).toBeVisible();

  // the link leads to the signed contract from now on, and asks for no code
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Договор уже подписан' })).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
});

test('asks for every consent', async ({ page, office }) => {
  const { link } = await office.sent();
  await page.goto(link);
  await showAllPages(page);
  await page.getByRole('checkbox').first().tap();
  await page.getByRole('button', { name: 'Продолжить' }).tap();
  // the browser itself holds the form back: the box is required
  await expect(page.getByRole('checkbox').nth(1)).toBeFocused();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Подписание электронного договора');
});

test('refuses five wrong codes and then even the right one', async ({ page, context, office }) => {
  const { link } = await office.sent();
  await readAndAgree(page, link);
  const code = await office.code();
  for (const left of ['4 попытки', '3 попытки', '2 попытки', '1 попытка']) {
    await enter(page, wrong(code));
    await expect(tries(page, left)).toBeVisible();
  }
  const other = await context.newPage();
  await other.goto(page.url());
  await enter(page, wrong(code));
  await expect(page.getByRole('alert')).toContainText('Попытки для этого кода закончились');
  await expect(page.getByRole('textbox', { name: 'код из смс' })).toHaveCount(0);
  await enter(other, code);
  await expect(other.getByRole('alert')).toContainText('Попытки для этого кода закончились');
});

test('declines with a reason, and the manager knows', async ({ page, office }) => {
  const { id, link } = await office.sent();
  await page.goto(link);
  await page.getByRole('link', { name: 'Отказаться от подписания' }).tap();
  await page.getByRole('textbox').fill('Передумали ехать');
  await page.getByRole('button', { name: /Отказаться/ }).tap();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/отказ/i);
  await expect
    .poll(async () => (await office.call('get_order', { id })).order.contract.status)
    .toBe('declined');
});

test.describe('with a checker of barriers', () => {
  // the checker itself is a script, so scripts are allowed here
  test.use({ javaScriptEnabled: true });

  test('bars nobody at 360 pixels', async ({ page, office }) => {
    const { link } = await office.sent();
    await page.goto(link);
    await expect(page.getByRole('button', { name: 'Продолжить' })).toBeVisible();
    await expectAccessible(page);
    await expectNoSideScroll(page);

    await readAndAgree(page, link);
    await expectAccessible(page);
    await expectNoSideScroll(page);
    const code = await office.code();
    await enter(page, wrong(code));
    await expect(page.getByRole('alert')).toBeVisible();
    await expectAccessible(page);

    await enter(page, code);
    await expect(page.getByRole('heading', { name: 'Договор подписан' })).toBeVisible();
    await expectAccessible(page);
    await expectNoSideScroll(page);
  });
});

/** Scrolls through the contract, ticks everything and goes on to the code. */
async function readAndAgree(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await showAllPages(page);
  for (const box of await page.getByRole('checkbox').all()) {
    await box.tap();
  }
  await page.getByRole('button', { name: 'Продолжить' }).tap();
  await expect(page.getByRole('textbox', { name: 'код из смс' })).toBeVisible();
}

/** The pages of the contract load as they come in sight. */
async function showAllPages(page: Page): Promise<void> {
  for (const sheet of await page.getByRole('img', { name: /^Договор, страница/ }).all()) {
    await sheet.scrollIntoViewIfNeeded();
    await expect.poll(() => sheet.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  }
}

async function enter(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox', { name: 'код из смс' }).fill(code);
  await page.getByRole('button', { name: 'Подписать договор' }).tap();
}

/** The counter under the field. */
function tries(page: Page, left: string) {
  return page.getByText(`Осталось: ${left}`, { exact: true });
}
