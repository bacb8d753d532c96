import type { OrderChange } from '../../bindings/OrderChange';
import type { OrdersUndone } from '../../bindings/OrdersUndone';
import { counted } from '../../shared/format';
import { orderStatus } from '../../shared/labels';

const orders = (count: number) => counted(count, 'заявка', 'заявки', 'заявок');
const ofOrders = (count: number) => counted(count, 'заявки', 'заявок', 'заявок');

/** What a change of many did, in words: how many it was asked for and how many it had something to do with. */
export function changedText(change: OrderChange, asked: number, changed: number): string {
  if (changed === 0) {
    return asked === 1 ? 'Заявка уже такая' : 'Менять нечего: выбранные заявки уже такие';
  }
  const rest = asked > changed ? `; без изменений: ${asked - changed}` : '';
  return `${done(change, changed)}${rest}`;
}

function done(change: OrderChange, count: number): string {
  switch (change.change) {
    case 'set_status':
      return `Статус «${orderStatus[change.status]}» у ${ofOrders(count)}`;
    case 'set_manager':
      return change.manager === ''
        ? `Менеджер снят с ${ofOrders(count)}`
        : `Менеджер ${change.manager} у ${ofOrders(count)}`;
    case 'archive':
      return `В архиве: ${orders(count)}`;
    case 'unarchive':
      return `Из архива вернулось: ${orders(count)}`;
    case 'trash':
      return `В корзине: ${orders(count)}`;
    case 'untrash':
      return `Восстановлено: ${orders(count)}`;
  }
}

/** What taking a change back did. */
export function undoneText({ undone, kept }: OrdersUndone): string {
  const first = undone === 0 ? 'Ничего не отменено' : `Как было: ${orders(undone)}`;
  return kept.length === 0 ? first : `${first}. Изменены после этого и оставлены: № ${kept.join(', ')}`;
}
