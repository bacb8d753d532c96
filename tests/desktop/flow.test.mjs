/** The program in its window: the main job, and an own agency that outlives a restart. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';
import { Tourist } from './tourist.mjs';
import { Driver, until } from './webdriver.mjs';

/** The dialog over the page. */
const MODAL = { inside: '//*[@aria-modal="true"]' };

const { TUROFFICE, FOLDER, PICTURE } = process.env;

/** Runs the steps with a program on a data folder of their own. */
async function withProgram(steps) {
  const data = await mkdtemp(join(FOLDER, 'data-'));
  const driver = await Driver.start({ AGENCY_DATA_DIR: data });
  let window = null;
  const start = async () => {
    window = await driver.open(TUROFFICE);
    return window;
  };
  const quit = async () => {
    const open = window;
    window = null;
    await open?.quit();
    // the program still closes its base when the window is gone
    await until('the program has ended', () => !isOnBus('ru.turoffice.desktop.SingleInstance'));
  };
  try {
    await steps({ start, quit, data });
  } catch (error) {
    const shown = await window?.text().catch(() => 'nothing');
    throw new Error(`${error.message}\nThe window shows: ${shown}`, { cause: error });
  } finally {
    await quit();
    await driver.stop();
  }
}

test('the main job in the window', () =>
  withProgram(async ({ start }) => {
    const window = await start();
    await window.press('Попробовать на демо-агентстве');
    await window.press('Заявки', { tags: 'self::a' });
    await window.press('6083-1234');
    await window.untilText('Заявка № 6083-1234');

    await window.press('Скачать документы');
    await window.press('Проверить заполнение договора');
    await window.press('Срок предоставления документов от туриста');
    await window.type('Срок предоставления документов от туриста', '15.03.2027');
    await window.press('Сохранить', MODAL);
    await until('the red row is gone', async () => !(await checkRows(window)).some((row) => row.includes('Срок предоставления')));
    assert.equal((await checkRows(window)).length, 4);

    await window.press('Скачать документы');
    await window.press('Подписать электронный договор');
    await window.press('Отправить ссылку', MODAL);
    await window.untilText('Отозвать ссылку');

    const tourist = new Tourist(await mailbox(window));
    const success = await tourist.sign();
    assert.match(success.html, /Договор подписан|Код принят/);

    // no reload: the window is told by an event
    await window.untilText('Согласован и подписан электронно');
    await window.untilText('Договор 6083-1234 от ');
    const letter = await tourist.letter('Электронный договор по заявке № 6083-1234 успешно подписан');
    assert.match(letter.attachments[0].name, /^Договор 6083-1234.*\.pdf$/);
    await window.picture(PICTURE ?? join(FOLDER, 'signed.png'));
  }));

test('an own agency is there again after a restart, its key in the keyring of the system', () =>
  withProgram(async ({ start, quit, data }) => {
    const first = await start();
    await first.press('Настроить своё агентство');
    await first.type('Сокращённое наименование', 'ООО «Парус»');
    await first.press('Создать базу агентства');
    await first.untilText('Ключ восстановления');
    await first.press('Я сохранил ключ в надёжном месте');
    await first.press('Я сохранил ключ', { tags: 'self::button' });
    await first.untilText('Настройка агентства');
    await first.press('Продолжить позже');
    await first.press('Создать первую заявку');
    await first.untilText('Всё сохранено');
    const heading = 'return document.querySelector("h1").innerText';
    const number = await first.run(heading);
    await quit();

    // the key is in the keyring and nowhere on the disk
    assert.ok(!(await readdir(data)).includes('secrets.json'));
    const search = ['org.freedesktop.Secret.Service.SearchItems', "{'service': 'ru.turoffice.desktop'}"];
    const kept = callBus('org.freedesktop.secrets', '/org/freedesktop/secrets', ...search);
    assert.match(kept, /\/org\/freedesktop\/secrets\/collection\//);

    const second = await start();
    await second.untilText('ООО «Парус»');
    await second.press('Заявки', { tags: 'self::a' });
    await second.press(number.replace(/\D*(?=\d)/, ''), { tags: '@role="gridcell"' });
    await second.untilText(number.replaceAll('\u00a0', ' '));

    // started once more, it leaves the work to the one that is open, and ends well
    execFileSync(TUROFFICE, { env: { ...process.env, AGENCY_DATA_DIR: data }, timeout: 60_000, stdio: 'ignore' });
    await second.untilText(number.replaceAll('\u00a0', ' '));
  }));

/** Whether somebody answers to a name on the session bus. */
function isOnBus(name) {
  return callBus('org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner', name).includes('true');
}

function callBus(destination, path, method, ...args) {
  const place = ['--dest', destination, '--object-path', path, '--method', method];
  return execFileSync('gdbus', ['call', '--session', ...place, ...args], { encoding: 'utf8' });
}

/** What the window of the check lists. */
function checkRows(window) {
  return window.run(
    'return [...document.querySelectorAll(\'table[aria-label="Поля для заполнения"] tbody tr\')].map((row) => row.innerText)',
  );
}

/** The address of the tourist's mailbox, from the program itself. */
async function mailbox(window) {
  const start = await window.run('return window.__TAURI_INTERNALS__.invoke("rpc", { command: "get_start", payload: {} })');
  return start.demo.mail_url;
}
