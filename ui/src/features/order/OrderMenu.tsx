import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconRepeat } from '@tabler/icons-react';
import { go } from '../../app/leaving';
import { queryClient, queryKey, useCommand } from '../../app/query';
import type { OrderDetails } from '../../bindings/OrderDetails';
import { complain, tell } from '../../shared/notices';

interface Props {
  id: string;
  /** Runs something that works on the saved order. */
  afterSaving: (then: () => void) => void;
}

/** What can be done with the order as a whole. */
export function OrderMenu({ id, afterSaving }: Props) {
  const copy = useCommand('copy_order');
  const repeat = useCommand('repeat_order');
  const show = (made: OrderDetails, said: string) => {
    queryClient.setQueryData(queryKey('get_order', { id: made.order.id }), made);
    go(`/orders/${made.order.id}`);
    tell(said);
  };
  return (
    <Menu position="bottom-end" shadow="md" width={300}>
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
                { onSuccess: (made) => show(made, `Это копия: заявка №\u00a0${made.order.number}`), onError: complain },
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
                {
                  onSuccess: (made) =>
                    show(made, `Тур повторён в заявке №\u00a0${made.order.number}: укажите даты и цену`),
                  onError: complain,
                },
              ),
            )
          }
        >
          Повторить тур
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
