import { ActionIcon, Button, Menu, Select, Text, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
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
import type { Keeping } from './keeper';
import classes from './Order.module.css';
import { OrderMenu } from './OrderMenu';
import { customerName } from './travelling';
import type { OrderDraft } from './useOrderDraft';

interface Props {
  draft: OrderDraft;
  check: CheckRow[];
  onCheck: () => void;
  onSign: () => void;
  onPreview: () => void;
  onUndo: () => void;
  onRedo: () => void;
  /** Runs something that works on the saved order. */
  afterSaving: (then: () => void) => void;
}

/** Number, customer, statuses, counters of the check, «Скачать документы» and saving; always in sight. */
export function OrderHeader({ draft, check, onCheck, onSign, onPreview, onUndo, onRedo, afterSaving }: Props) {
  const { order } = draft;
  return (
    <header className={classes.header}>
      <UnstyledButton
        className={classes.back}
        aria-label="К списку заявок"
        title="К списку заявок (Esc)"
        onClick={() => go('/orders')}
      >
        <IconArrowLeft size={20} stroke={1.75} />
      </UnstyledButton>
      <div className={classes.title}>
        <h1 className={classes.number}>
          {order.is_quote ? 'Запрос' : 'Заявка'} №&nbsp;{order.number}
        </h1>
        <span className={classes.quiet}>{customerName(order.customer) || 'Заказчик не указан'}</span>
      </div>
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
      <SaveState draft={draft} onUndo={onUndo} onRedo={onRedo} />
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
      <Button
        leftSection={<IconDeviceFloppy size={18} stroke={1.5} />}
        loading={draft.isSaving}
        disabled={!draft.isDirty}
        title="Ctrl+S"
        onClick={() => void draft.save()}
      >
        Сохранить
      </Button>
      <OrderMenu draft={draft} afterSaving={afterSaving} />
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

const KEPT: Record<Keeping, string> = {
  nothing: 'Всё сохранено',
  waiting: 'Черновик сохраняется…',
  kept: 'Черновик сохранён',
  failed: 'Черновик не сохранён',
};

const MEANING: Record<Keeping, string> = {
  nothing: 'В заявке нет несохранённых изменений',
  waiting: 'Введённое вот-вот будет в базе',
  kept: 'Введённое уже в базе и не пропадёт, но в заявку попадёт после «Сохранить»',
  failed: 'База не приняла черновик. Нажмите «Сохранить»: там будет написано почему',
};

interface SaveStateProps {
  draft: OrderDraft;
  onUndo: () => void;
  onRedo: () => void;
}

/** Where the edits are, and the way back and forth. */
function SaveState({ draft, onUndo, onRedo }: SaveStateProps) {
  const keeping = draft.isDirty ? (draft.keeping === 'nothing' ? 'waiting' : draft.keeping) : 'nothing';
  return (
    <>
      <Text
        size="sm"
        c={keeping === 'failed' ? 'red' : 'dimmed'}
        role="status"
        className={classes.saved}
        title={MEANING[keeping]}
      >
        {KEPT[keeping]}
      </Text>
      <ActionIcon.Group className={classes.steps}>
        <Tooltip label="Шаг назад (Ctrl+Z)">
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label="Шаг назад"
            disabled={!draft.canUndo}
            onClick={onUndo}
          >
            <IconArrowBackUp size={20} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Шаг вперёд (Ctrl+Shift+Z)">
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label="Шаг вперёд"
            disabled={!draft.canRedo}
            onClick={onRedo}
          >
            <IconArrowForwardUp size={20} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </ActionIcon.Group>
    </>
  );
}
