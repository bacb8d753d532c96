import { ActionIcon, Button, Menu, Text } from '@mantine/core';
import {
  IconArchive,
  IconArchiveOff,
  IconChevronDown,
  IconFileSpreadsheet,
  IconRestore,
  IconTrash,
  IconTrashX,
  IconX,
} from '@tabler/icons-react';
import type { OrderTab } from '../../bindings/OrderTab';
import { counted } from '../../shared/format';
import { options, orderStatus } from '../../shared/labels';
import { ManagerMenu } from './ManagerMenu';
import classes from './Orders.module.css';
import type { OrderActions } from './useOrderActions';

interface Props {
  tab: OrderTab;
  ids: string[];
  actions: OrderActions;
  onExport: () => void;
  onClose: () => void;
}

/** What can be done with the ticked orders. */
export function BulkBar({ tab, ids, actions, onExport, onClose }: Props) {
  const icon = { size: 18, stroke: 1.5 };
  const isTrash = tab === 'trash';
  return (
    <section className={classes.bulk} aria-label="Действия с выбранными заявками">
      <Text fw={600} role="status" className={classes.bulkCount}>
        {counted(ids.length, 'заявка выбрана', 'заявки выбраны', 'заявок выбрано')}
      </Text>
      {isTrash ? (
        <>
          <Button
            variant="default"
            leftSection={<IconRestore {...icon} />}
            disabled={actions.isBusy}
            onClick={() => actions.change(ids, { change: 'untrash' })}
          >
            Восстановить
          </Button>
          <Button
            variant="default"
            c="red"
            leftSection={<IconTrashX {...icon} />}
            disabled={actions.isBusy}
            onClick={() => actions.askToDelete(ids)}
          >
            Удалить навсегда
          </Button>
        </>
      ) : (
        <>
          <Menu position="top-start" shadow="md" width={240}>
            <Menu.Target>
              <Button variant="default" rightSection={<IconChevronDown size={16} />} disabled={actions.isBusy}>
                Статус
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {options(orderStatus).map(({ value, label }) => (
                <Menu.Item key={value} onClick={() => actions.change(ids, { change: 'set_status', status: value })}>
                  {label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <ManagerMenu
            isDisabled={actions.isBusy}
            onChoose={(manager, manager_id) => actions.change(ids, { change: 'set_manager', manager, manager_id })}
          />
          {tab === 'archived' ? (
            <Button
              variant="default"
              leftSection={<IconArchiveOff {...icon} />}
              disabled={actions.isBusy}
              onClick={() => actions.change(ids, { change: 'unarchive' })}
            >
              Вернуть
            </Button>
          ) : (
            <Button
              variant="default"
              leftSection={<IconArchive {...icon} />}
              disabled={actions.isBusy}
              onClick={() => actions.change(ids, { change: 'archive' })}
            >
              В архив
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<IconTrash {...icon} />}
            disabled={actions.isBusy}
            onClick={() => actions.change(ids, { change: 'trash' })}
          >
            В корзину
          </Button>
        </>
      )}
      <Button
        variant="default"
        leftSection={<IconFileSpreadsheet {...icon} />}
        loading={actions.isExporting}
        onClick={onExport}
      >
        Excel
      </Button>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Снять выбор" title="Esc" onClick={onClose}>
        <IconX {...icon} />
      </ActionIcon>
    </section>
  );
}
