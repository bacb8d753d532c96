import { Menu, UnstyledButton } from '@mantine/core';
import {
  IconArchive,
  IconArchiveOff,
  IconCopy,
  IconEye,
  IconRestore,
  IconTrash,
  IconTrashX,
} from '@tabler/icons-react';
import type { OrderRow } from '../../bindings/OrderRow';
import type { OrderActions } from './useOrderActions';

interface Props {
  row: OrderRow;
  x: number;
  y: number;
  actions: OrderActions;
  onOpen: () => void;
  onClose: () => void;
}

/** What can be done with one order, at the pointer. */
export function RowMenu({ row, x, y, actions, onOpen, onClose }: Props) {
  const icon = { size: 18, stroke: 1.5 };
  const ids = [row.id];
  return (
    <Menu opened onClose={onClose} position="bottom-start" shadow="md" width={230}>
      <Menu.Target>
        <UnstyledButton
          tabIndex={-1}
          aria-label={`Заявка ${row.number}`}
          style={{ position: 'fixed', left: x, top: y }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={`Действия с заявкой ${row.number}`}>
        <Menu.Item leftSection={<IconEye {...icon} />} rightSection="Enter" onClick={onOpen}>
          Открыть
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy {...icon} />} onClick={() => actions.copy(row.id)}>
          Скопировать
        </Menu.Item>
        <Menu.Divider />
        {row.trashed_at === null ? (
          <>
            {row.archived_at === null ? (
              <Menu.Item
                leftSection={<IconArchive {...icon} />}
                onClick={() => actions.change(ids, { change: 'archive' })}
              >
                В архив
              </Menu.Item>
            ) : (
              <Menu.Item
                leftSection={<IconArchiveOff {...icon} />}
                onClick={() => actions.change(ids, { change: 'unarchive' })}
              >
                Вернуть из архива
              </Menu.Item>
            )}
            <Menu.Item
              leftSection={<IconTrash {...icon} />}
              rightSection="Del"
              onClick={() => actions.change(ids, { change: 'trash' })}
            >
              В корзину
            </Menu.Item>
          </>
        ) : (
          <>
            <Menu.Item
              leftSection={<IconRestore {...icon} />}
              onClick={() => actions.change(ids, { change: 'untrash' })}
            >
              Восстановить
            </Menu.Item>
            <Menu.Item color="red" leftSection={<IconTrashX {...icon} />} onClick={() => actions.askToDelete(ids)}>
              Удалить навсегда
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
