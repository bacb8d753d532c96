import { ActionIcon, Button, Menu, Select, Text, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowLeft,
  IconChecklist,
  IconChevronDown,
  IconDeviceFloppy,
  IconDownload,
  IconEye,
  IconWriting,
} from '@tabler/icons-react';
import { go } from '../../app/leaving';
import type { CheckRow } from '../../bindings/CheckRow';
import type { OrderStatus } from '../../bindings/OrderStatus';
import { ContractBadge } from '../../shared/ContractBadge';
import { counted } from '../../shared/format';
import { options, orderStatus } from '../../shared/labels';
import { Star } from '../../shared/Star';
import classes from './Order.module.css';
import type { OrderDraft } from './useOrderDraft';

interface Props {
  draft: OrderDraft;
  check: CheckRow[];
  onCheck: () => void;
  onSign: () => void;
  onPreview: () => void;
  /** Changes are saved without asking. */
  savesItself: boolean;
}

/** Number, statuses, counters of the check, «Скачать документы» and saving; always in sight. */
export function OrderHeader({ draft, check, onCheck, onSign, onPreview, savesItself }: Props) {
  const { order } = draft;
  return (
    <header className={classes.header}>
      <UnstyledButton
        className={classes.back}
        aria-label="К списку заявок"
        title="К списку заявок"
        onClick={() => go('/orders')}
      >
        <IconArrowLeft size={20} stroke={1.75} />
      </UnstyledButton>
      <h1 className={classes.number}>Заявка №&nbsp;{order.number}</h1>
      <Select
        aria-label="Статус заявки"
        size="xs"
        className={classes.status}
        data={options(orderStatus)}
        value={order.status}
        onChange={(status) => draft.edit('status', () => status as OrderStatus)}
      />
      <span className={classes.badge}>
        <ContractBadge status={order.contract.status} />
      </span>
      <CheckCounters check={check} onCheck={onCheck} />
      <span className={classes.grow} />
      <SaveState draft={draft} savesItself={savesItself} />
      <Menu position="bottom-end" shadow="md" width={320}>
        <Menu.Target>
          <Button
            variant="light"
            leftSection={<IconDownload size={18} stroke={1.5} />}
            rightSection={<IconChevronDown size={16} />}
          >
            Скачать документы
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconChecklist size={18} stroke={1.5} />} onClick={onCheck}>
            Проверить заполнение договора
          </Menu.Item>
          <Menu.Item leftSection={<IconWriting size={18} stroke={1.5} />} onClick={onSign}>
            Подписать электронный договор
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconEye size={18} stroke={1.5} />} onClick={onPreview}>
            Посмотреть договор
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </header>
  );
}

function CheckCounters({ check, onCheck }: { check: CheckRow[]; onCheck: () => void }) {
  const red = check.filter(({ level }) => level === 'red').length;
  const orange = check.filter(({ level }) => level === 'orange').length;
  const spoken =
    red + orange === 0
      ? 'Договор заполнен'
      : `Не заполнено: ${counted(red, 'обязательное поле', 'обязательных поля', 'обязательных полей')}, ${counted(orange, 'услуга', 'услуги', 'услуг')}`;
  return (
    <UnstyledButton className={classes.counters} aria-label={spoken} title={spoken} onClick={onCheck}>
      {red + orange === 0 ? (
        <span className={classes.complete}>Договор заполнен</span>
      ) : (
        <>
          {red > 0 && (
            <span>
              <Star level="red" isDecorative /> {red}
            </span>
          )}
          {orange > 0 && (
            <span>
              <Star level="orange" isDecorative /> {orange}
            </span>
          )}
        </>
      )}
    </UnstyledButton>
  );
}

function SaveState({ draft, savesItself }: { draft: OrderDraft; savesItself: boolean }) {
  const isBusy = draft.isDirty || draft.isSaving;
  if (!isBusy || savesItself) {
    return (
      <Text size="sm" c="dimmed" role="status" className={classes.saved}>
        {isBusy ? 'Сохраняется…' : 'Всё сохранено'}
      </Text>
    );
  }
  return (
    <>
      <Tooltip label="Отменить изменения">
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label="Отменить изменения"
          onClick={draft.discard}
          disabled={draft.isSaving}
        >
          <IconArrowBackUp size={20} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <Button
        leftSection={<IconDeviceFloppy size={18} stroke={1.5} />}
        loading={draft.isSaving}
        title="Ctrl+S"
        onClick={() => void draft.save()}
      >
        Сохранить
      </Button>
    </>
  );
}
