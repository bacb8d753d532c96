/** The page of one order: filled by the keyboard alone, taken back, kept and restored. */

import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { expect, test } from './office';

test('a new order is filled and saved by the keyboard alone', async ({ page, office }) => {
  await office.demo();
  await page.goto('/#/orders');
  await expect(page.getByRole('grid', { name: 'Заявки' })).toBeVisible();
  await page.keyboard.press('Control+n');
  const customer = page.getByRole('region', { name: 'Заказчик' });
  await expect(customer.getByRole('textbox', { name: 'Фамилия' })).toBeFocused();

  await test.step('Enter goes from field to field', async () => {
    await answer(page, 'Орлова', 'Вера', 'Ильинична');
    await choose(page, 'Женский');
    await answer(page, '05.04.1990', '', '9066805555', 'vera@example.com', '');
    await answer(page, '', '4510', '654321', '10052015', 'ОВД Тверского района города Москвы', '770-001');
    await answer(page, 'Москва, Тверская ул., д. 1, кв. 2');
    await expect(customer.getByRole('textbox', { name: 'Телефон' })).toHaveValue('+7 906 680-55-55');
    await customer.getByRole('checkbox', { name: 'Заказчик едет' }).press('Space');
    await expect(page.getByRole('group', { name: 'Турист 1: Орлова Вера Ильинична' })).toBeVisible();
  });

  await test.step('F8 goes from gap to gap', async () => {
    const complete = page.getByRole('button', { name: 'Договор заполнен' });
    for (let round = 0; round < 30 && !(await complete.isVisible()); round += 1) {
      await page.keyboard.press('F8');
      await drawn(page);
      const label = await focused(page);
      const known = ANSWERS[label];
      const checked = page.waitForResponse('**/rpc/check_draft');
      if (known?.includes('⇥')) {
        await page.keyboard.press('Shift+Tab');
        await answer(page, known.slice(0, known.indexOf('⇥')));
        await page.keyboard.type(known.slice(known.indexOf('⇥') + 1));
      } else if (label.startsWith('Не входит')) {
        await page.keyboard.press('Space');
      } else if (known?.startsWith('▾')) {
        await choose(page, known.slice(1));
      } else {
        await page.keyboard.insertText(known ?? `нет ответа: ${label}`);
      }
      await checked;
    }
    await expect(complete).toBeVisible();
  });

  const id = page.url().slice(page.url().lastIndexOf('/') + 1);
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Всё сохранено')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid', { name: 'Заявки' })).toBeVisible();
  const { order } = await office.call('get_order', { id });
  expect([order.customer.last_name, order.tourists.length, order.price.total]).toEqual(['Орлова', 1, 12_500_000]);
});

/** What stands on the paper in front of the manager; ▾ is a word of a list, ⇥ parts it from the field before. */
const ANSWERS: Record<string, string> = {
  'Дата договора': '20.11.2026',
  'Срок предоставления документов от туриста': '01.12.2026',
  'Срок передачи документов туристу': '01.06.2027 12:00',
  'Фамилия латиницей': 'ORLOVA',
  'Имя латиницей': 'VERA',
  Номер: '75⇥7654321',
  'Кем выдан': 'МВД 77001',
  'Дата выдачи': '01.02.2024',
  'Действителен до': '01.02.2034',
  Виза: '▾Не требуется',
  'Вид туризма': '▾Выездной',
  Страна: '▾Турция',
  'Город, курорт': 'Кемер',
  'Начало тура': '10.06.2027',
  'Окончание тура': '20.06.2027',
  'Город вылета': 'Москва',
  Маршрут: 'Москва — Анталья — Москва',
  'Общая цена': '125000',
  'Способ оплаты': '▾Наличные',
  'Окончательная оплата до': '20.05.2027',
  'Выбран из справочника': '▾',
};

test('steps go back and forth, over fields and tourists', async ({ page, office }) => {
  const { order } = await office.demo();
  await page.goto(`/#/orders/${order.id}`);
  const surname = page.getByRole('group', { name: /^Турист 1:/ }).getByRole('textbox', { name: 'Фамилия', exact: true });
  await surname.fill('Орлов');
  await page.getByRole('button', { name: 'Удалить туриста: Щербакова Алёна Дмитриевна' }).click();
  const cards = page.getByRole('group', { name: /^Турист \d/ });
  await expect(cards).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(cards).toHaveCount(3);
  await page.keyboard.press('Control+z');
  await expect(surname).toHaveValue('Щербаков');
  await expect(surname).toBeFocused();
  await page.keyboard.press('Control+Shift+z');
  await expect(surname).toHaveValue('Орлов');
  await page.getByRole('button', { name: 'Шаг назад' }).click();
  await expect(page.getByText('Всё сохранено')).toBeVisible();
});

test('an organisation orders a tour', async ({ page, office }) => {
  const { order } = await office.demo();
  await page.goto(`/#/orders/${order.id}`);
  const customer = page.getByRole('region', { name: 'Заказчик' });
  await customer.getByText('Организация').click();
  await customer.getByRole('combobox', { name: 'Форма' }).fill('ООО');
  for (const [label, value] of Object.entries(ORGANISATION)) {
    await customer.getByRole('textbox', { name: label, exact: true }).fill(value);
  }
  await customer.getByRole('textbox', { name: 'ИНН', exact: true }).fill('7707083894');
  await expect(customer.getByText(/ИНН.*контрольн/)).toBeVisible();
  await customer.getByRole('textbox', { name: 'ИНН', exact: true }).fill('7707083893');
  await expect(customer.getByText(/ИНН.*контрольн/)).toBeHidden();
  await expect(
    page.getByRole('navigation', { name: 'Блоки заявки' }).getByRole('button', { name: 'Заказчик' }).getByLabel('заполнено'),
  ).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Всё сохранено')).toBeVisible();
  const saved = (await office.call('get_order', { id: order.id })).order.customer;
  expect([saved.kind, saved.organisation.inn, saved.last_name]).toEqual(['organisation', '7707083893', 'Щербаков']);
});

test('an older state is looked at and brought back', async ({ page, office }) => {
  const { order } = await office.demo();
  await office.change(order.id, (stored) => ({ ...stored, tour: { ...stored.tour, resorts: 'Белек' } }));
  await page.goto(`/#/orders/${order.id}`);
  const history = page.getByRole('region', { name: 'История изменений' });
  await history.getByRole('button', { name: 'Город, курорт' }).click();
  await expect(history.getByRole('row', { name: /Город, курорт.*Кемер.*Белек/ })).toBeVisible();
  await history.getByRole('button', { name: 'Посмотреть версию 1' }).click();
  const dialog = page.getByRole('dialog', { name: /^Версия 1/ });
  await expect(dialog.getByRole('row', { name: /Белек.*Кемер/ })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Восстановить' }).click();
  await expect(dialog).toBeHidden();
  const resort = page.getByRole('region', { name: 'Детали тура' }).getByRole('textbox', { name: 'Город, курорт' });
  await expect(resort).toHaveValue('Кемер');
  await page.getByRole('button', { name: 'Отменить' }).click();
  await expect(resort).toHaveValue('Белек');
});

test('a draft waits on the page, and the tour is repeated in another order', async ({ page, office }) => {
  const { order } = await office.demo();
  await page.goto(`/#/orders/${order.id}`);
  const notes = page.getByRole('textbox', { name: 'Заметки' });
  await notes.fill('Позвонить в пятницу');
  await expect(page.getByText('Черновик сохранён')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Оставить черновиком' }).click();
  await expect(page.getByRole('grid', { name: 'Заявки' })).toBeVisible();
  await page.goto(`/#/orders/${order.id}`);
  await expect(notes).toHaveValue('Позвонить в пятницу');
  expect((await office.call('get_order', { id: order.id })).order.notes).toBe('');

  await page.getByRole('button', { name: 'Действия с заявкой' }).click();
  await page.getByRole('menuitem', { name: 'Повторить тур' }).click();
  await expect(page.getByText(/^Тур повторён/)).toBeVisible();
  await expect(page.getByRole('heading', { name: `Заявка № ${order.number}` })).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Город, курорт' })).toHaveValue('Кемер');
  await expect(page.getByRole('textbox', { name: 'Начало тура' })).toHaveValue('');
  expect((await office.call('get_order', { id: order.id })).order.notes).toBe('Позвонить в пятницу');
});

const ORGANISATION = {
  'Полное наименование': 'Общество с ограниченной ответственностью «Маяк»',
  'Сокращённое наименование': 'ООО «Маяк»',
  КПП: '773601001',
  ОГРН: '1027700132195',
  'Юридический адрес': '117997, Москва, ул. Вавилова, д. 19',
  'ФИО подписанта': 'Лебедев Олег Павлович',
  'ФИО в родительном падеже': 'Лебедева Олега Павловича',
  Должность: 'Генеральный директор',
  'Должность в родительном падеже': 'генерального директора',
  'Действует на основании': 'Устава',
  'Телефон подписанта': '+7 906 680-55-56',
  'E-mail подписанта': 'lebedev@example.com',
};

/** Types answers, one a field; Enter goes on. */
async function answer(page: Page, ...answers: string[]): Promise<void> {
  for (const text of answers) {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }
}

/** Picks a word of the list under the cursor; no word is the first one. */
async function choose(page: Page, word: string): Promise<void> {
  const picked = page.locator('[role="option"][data-combobox-selected]');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('listbox').filter({ visible: true })).toBeVisible();
  for (let presses = 0; presses < 20; presses += 1) {
    if ((await picked.count()) > 0 && (await picked.first().innerText()).startsWith(word)) {
      break;
    }
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}

/** The screen shows what the last key did. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** The label of the field with the cursor. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const field = document.activeElement as HTMLInputElement;
    return (field.getAttribute('aria-label') ?? field.labels?.[0]?.textContent ?? '').trim();
  });
}
