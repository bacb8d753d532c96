/** The whole main job, as a manager and a tourist do it. */

import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import { codeIn, expect, test } from './office';
import { picture } from './picture';

const RED = 'Срок предоставления документов от туриста';
const ORANGE = [
  'Экскурсионная программа',
  'Страхование',
  'Услуги по перевозке в стране временного пребывания',
  'Средство размещения',
];

test('from an order to a signed contract', async ({ page, browser }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Попробовать на демо-агентстве' }).click();
  await page.getByRole('link', { name: 'Заявки', exact: true }).click();
  await page.getByRole('grid', { name: 'Заявки' }).getByRole('gridcell', { name: '6083-1234', exact: true }).first().click();
  await expect(page.getByRole('heading', { name: 'Заявка № 6083-1234' })).toBeVisible();
  await picture(page, 'order');

  await test.step('the check names five things, and leads to the red one', async () => {
    await document(page, 'Проверить заполнение договора');
    const check = page.getByRole('dialog', { name: 'Проверка заполнения договора' });
    const rows = check.getByRole('table', { name: 'Поля для заполнения' }).locator('tbody').getByRole('row');
    await expect(rows).toContainText([
      `${RED} Блок "Данные договора"`,
      ...ORANGE.map((service) => `${service} Блок "Детали тура"`),
    ].map(cells));
    await expect(rows).toHaveCount(5);
    await picture(page, 'check');

    await rows.filter({ hasText: RED }).click();
    const dialog = page.getByRole('dialog', { name: 'Договор', exact: true });
    const field = dialog.getByRole('textbox', { name: RED });
    await expect(field).toBeFocused();
    await field.fill('15.03.2027');
    await dialog.getByRole('button', { name: 'Сохранить' }).click();
    await expect(dialog).toBeHidden();
    await expect(rows).toHaveCount(4);
    await expect(rows.filter({ hasText: RED })).toHaveCount(0);
    await check.getByRole('button', { name: 'Закрыть проверку' }).click();
  });

  await test.step('the link is sent to the customer of the order', async () => {
    await document(page, 'Подписать электронный договор');
    const dialog = page.getByRole('dialog', { name: 'Подписание электронного договора' });
    await expect(dialog.getByText('Щербаков Иван Сергеевич')).toBeVisible();
    for (const name of ['Номер телефона', 'Email']) {
      const field = dialog.getByRole('textbox', { name });
      await expect(field).not.toHaveValue('');
      await expect(field).not.toBeEditable();
    }
    await dialog.getByRole('button', { name: 'Отправить ссылку' }).click();
    await expect(dialog).toBeHidden();
  });

  const code = await test.step('the tourist reads, agrees and signs on a phone', () => sign(page, browser));

  await test.step('the manager sees it signed without asking', async () => {
    const contract = page.getByRole('region', { name: 'Данные договора и бронирования' });
    await expect(contract.getByText('Согласован и подписан электронно')).toBeVisible();
    await page.getByRole('navigation', { name: 'Блоки заявки' }).getByRole('button', { name: 'Файлы' }).click();
    const files = page.getByRole('region', { name: 'Файлы' });
    const name = /^Договор 6083-1234 от \d\d [а-я]{3} \d{4} \d\d:\d\d\.pdf$/;
    await expect(files.getByRole('button', { name, exact: true })).toBeVisible();
    await expect(files).toBeInViewport({ ratio: 1 });
    await picture(page, 'signed');

    const coming = page.waitForEvent('download');
    await files.getByRole('button', { name: /^Сохранить: Договор 6083-1234/ }).click();
    expect(await head(await (await coming).path())).toBe('%PDF');
  });

  await test.step('the history tells of the SMS and keeps its code to itself', async () => {
    await page.getByRole('button', { name: 'ООО «Ромашка Тур»' }).click();
    await page.getByRole('menuitem', { name: 'Интеграции' }).click();
    await page.getByRole('tab', { name: 'История СМС' }).click();
    const rows = page.getByRole('table', { name: 'История СМС' }).locator('tbody').getByRole('row');
    await expect(rows).toHaveCount(1);
    const cells = rows.getByRole('cell');
    await expect(cells.nth(0)).toHaveText('6083-1234');
    await expect(cells.nth(1)).toHaveText(/^\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d$/);
    await expect(cells.nth(2)).toHaveText(/^\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d$/);
    await rows.getByRole('button', { name: 'Подробности СМС по заявке 6083-1234' }).click();
    const details = page.getByRole('dialog');
    await expect(details.getByText('Запрос в АПИ')).toBeVisible();
    const shown = `${await rows.innerText()} ${await details.innerText()}`;
    expect(shown).not.toContain(code);
    expect(shown).not.toMatch(/psw=(?!\*)/);
  });
});

/** The tourist's part; returns the code that was used. */
async function sign(page: Page, browser: Browser): Promise<string> {
  const mailbox = await behind(page, 'Почта туриста');
  const phone = await behind(page, 'Телефон туриста');
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: 'ru-RU',
  });
  const mail = await context.newPage();
  await mail.goto(mailbox);
  await mail.getByRole('link', { name: 'Подписание электронного договора' }).tap();
  const opening = context.waitForEvent('page');
  await mail.frameLocator('iframe[title="Письмо"]').getByRole('link', { name: 'Прочитать и подписать' }).tap();
  const contract = await opening;

  await expect(contract.getByRole('heading', { level: 1 })).toContainText('6083-1234');
  const sheets = contract.getByRole('img', { name: /^Договор, страница/ });
  const count = await sheets.count();
  expect(count).toBeGreaterThanOrEqual(5);
  for (let index = 0; index < count; index += 1) {
    const sheet = sheets.nth(index);
    await sheet.scrollIntoViewIfNeeded();
    await expect.poll(() => sheet.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBeGreaterThan(0);
  }
  await contract.evaluate(() => window.scrollTo(0, 0));
  await picture(contract, 'tourist');

  const boxes = contract.getByRole('checkbox');
  expect(await boxes.count()).toBeGreaterThanOrEqual(2);
  for (const box of await boxes.all()) {
    await box.tap();
    await expect(box).toBeChecked();
  }
  await contract.getByRole('button', { name: 'Продолжить' }).tap();

  const sms = await context.newPage();
  await sms.goto(phone);
  const code = codeIn(await sms.getByRole('article').getByText(/^Код \d+/).innerText());
  await contract.bringToFront();
  await contract.getByRole('textbox', { name: 'код из смс' }).fill(code);
  await contract.getByRole('button', { name: 'Подписать договор' }).tap();
  await expect(contract.getByRole('heading', { name: 'Договор подписан' })).toBeVisible();

  const coming = contract.waitForEvent('download');
  await contract.getByRole('link', { name: 'Скачать подписанный договор' }).tap();
  expect(await head(await (await coming).path())).toBe('%PDF');

  await mail.bringToFront();
  await mail.goto(mailbox);
  await mail.getByRole('link', { name: 'успешно подписан' }).tap();
  await expect(mail.getByRole('heading', { level: 1 })).toHaveText(
    'Электронный договор по заявке № 6083-1234 успешно подписан',
  );
  const file = mail.getByRole('list', { name: 'Вложения' }).getByRole('link');
  await expect(file).toHaveAttribute('download', /^Договор .*\.pdf$/);
  const attached = mail.waitForEvent('download');
  await file.tap();
  expect(await head(await (await attached).path())).toBe('%PDF');
  await context.close();
  return code;
}

/** An item of «Скачать документы». */
async function document(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Скачать документы' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** The address a button of the demo ribbon opens. */
async function behind(page: Page, button: string): Promise<string> {
  const opening = page.context().waitForEvent('page');
  await page.getByRole('button', { name: button }).click();
  const opened = await opening;
  await opened.waitForLoadState();
  const url = opened.url();
  await opened.close();
  return url;
}

/** Cells of one row run together or apart, as the page has them. */
function cells(text: string): RegExp {
  return new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s*'));
}

/** The first four characters of a file. */
async function head(path: string): Promise<string> {
  return (await readFile(path)).subarray(0, 4).toString('latin1');
}
