import { expect, it } from 'vitest';
import type { OrderChange } from '../../bindings/OrderChange';
import { changedText, undoneText } from './changeTexts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

it.each<[OrderChange, number, number, string]>([
  [{ change: 'archive' }, 1, 1, 'В архиве: 1 заявка'],
  [{ change: 'archive' }, 5, 3, 'В архиве: 3 заявки; без изменений: 2'],
  [{ change: 'unarchive' }, 21, 21, 'Из архива вернулось: 21 заявка'],
  [{ change: 'trash' }, 1200, 1200, 'В корзине: 1 200 заявок'],
  [{ change: 'untrash' }, 2, 2, 'Восстановлено: 2 заявки'],
  [{ change: 'set_status', status: 'confirmed' }, 1, 1, 'Статус «Подтверждена» у 1 заявки'],
  [{ change: 'set_status', status: 'confirmed' }, 4, 4, 'Статус «Подтверждена» у 4 заявок'],
  [{ change: 'set_manager', manager: 'Петрова Анна', manager_id: null }, 2, 2, 'Менеджер Петрова Анна у 2 заявок'],
  [{ change: 'set_manager', manager: '', manager_id: null }, 2, 2, 'Менеджер снят с 2 заявок'],
  [{ change: 'archive' }, 3, 0, 'Менять нечего: выбранные заявки уже такие'],
  [{ change: 'trash' }, 1, 0, 'Заявка уже такая'],
])('%o of %i changed %i', (change, asked, changed, text) => {
  expect(plain(changedText(change, asked, changed))).toBe(text);
});

it.each([
  [{ undone: 3, kept: [] }, 'Как было: 3 заявки'],
  [{ undone: 1, kept: ['6083', '6090'] }, 'Как было: 1 заявка. Изменены после этого и оставлены: № 6083, 6090'],
  [{ undone: 0, kept: ['6083'] }, 'Ничего не отменено. Изменены после этого и оставлены: № 6083'],
])('undoing %o', (result, text) => expect(plain(undoneText(result))).toBe(text));
