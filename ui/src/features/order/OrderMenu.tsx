import { ActionIcon, Menu } from '@mantine/core';
import { IconAddressBook, IconArchive, IconCopy, IconDots, IconRepeat, IconTrash } from '@tabler/icons-react';
import { go } from '../../app/leaving';
import { queryClient, queryKey, useCommand } from '../../app/query';
import type { OrderDetails } from '../../bindings/OrderDetails';
import { backend } from '../../lib/backend';
import type { CommandError } from '../../lib/backend/error';
import { complain, tell } from '../../shared/notices';
import { useKeepPeople } from '../clients/useKeepPeople';
import type { OrderDraft } from './useOrderDraft';

interface Props {
  draft: OrderDraft;
  /** Runs something that works on the saved order. */
  afterSaving: (then: () => void) => void;
}

/** The ways an order is put away, the way back, and what is said. */
const PUTTING_AWAY = {
  archive: { back: 'unarchive', done: 'Заявка в архиве', already: 'Заявка уже в архиве' },
  trash: { back: 'untrash', done: 'Заявка в корзине', already: 'Заявка уже в корзине' },
} as const;

/** What can be done with the order as a whole. */
export function OrderMenu({ draft, afterSaving }: Props) {
  const { id } = draft.order;
  const keepPeople = useKeepPeople(draft.order, draft.rewrite);
  const copy = useCommand('copy_order');
  const repeat = useCommand('repeat_order');
  const change = useCommand('change_orders');
  const show = (said: (number: string) => string) => ({
    onSuccess: (made: OrderDetails) => {
      queryClient.setQueryData(queryKey('get_order', { id: made.order.id }), made);
      go(`/orders/${made.order.id}`);
      tell(said(`заявка №\u00a0${made.order.number}`));
    },
    onError: complain,
  });
  const putAway = (way: keyof typeof PUTTING_AWAY) => {
    const { back, done, already } = PUTTING_AWAY[way];
    change.mutate(
      { ids: [id], change: { change: way } },
      {
        onSuccess: ({ before }) => {
          tell(before.length > 0 ? done : already, { label: 'Вернуть', run: () => bringBack(id, back) });
          if (before.length > 0) {
            go('/orders');
          }
        },
        onError: complain,
      },
    );
  };
  return (
    <Menu position="bottom-end" shadow="md" width={260}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Действия с заявкой" title="Действия с заявкой">
          <IconDots size={20} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconCopy size={18} stroke={1.5} />}
          onClick={() =>
            afterSaving(() =>
              copy.mutate(
                { id },
                show((number) => `Это копия: ${number}`),
              ),
            )
          }
        >
          Скопировать заявку
        </Menu.Item>
        <Menu.Item
          leftSection={<IconRepeat size={18} stroke={1.5} />}
          onClick={() =>
            afterSaving(() =>
              repeat.mutate(
                { id },
                show((number) => `Тур повторён: ${number}. Укажите даты и цену`),
              ),
            )
          }
        >
          Повторить тур
        </Menu.Item>
        <Menu.Item leftSection={<IconAddressBook size={18} stroke={1.5} />} onClick={keepPeople}>
          Сохранить людей в клиенты
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconArchive size={18} stroke={1.5} />}
          onClick={() => afterSaving(() => putAway('archive'))}
        >
          В архив
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={18} stroke={1.5} />}
          onClick={() => afterSaving(() => putAway('trash'))}
        >
          В корзину
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function bringBack(id: string, change: 'unarchive' | 'untrash'): void {
  void backend.call('change_orders', { ids: [id], change: { change } }).then(
    () => tell('Заявка возвращена', { label: 'Открыть', run: () => go(`/orders/${id}`) }),
    (error: CommandError) => complain(error),
  );
}
