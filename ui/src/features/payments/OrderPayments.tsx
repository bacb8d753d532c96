import { ActionIcon, Badge, Button, Group, Menu, Table, Text } from '@mantine/core';
import { IconChevronDown, IconPlus, IconReceipt, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useRight } from '../../app/me';
import { useCommand, useCommandQuery } from '../../app/query';
import type { Direction } from '../../bindings/Direction';
import type { OrderPayments as Payments } from '../../bindings/OrderPayments';
import type { Payment } from '../../bindings/Payment';
import type { PaymentMethod } from '../../bindings/PaymentMethod';
import type { Side } from '../../bindings/Side';
import type { SideState } from '../../bindings/SideState';
import { backend } from '../../lib/backend';
import { CommandError } from '../../lib/backend/error';
import { date, money } from '../../shared/format';
import { options, paymentDirection, paymentMethod, paymentStatus } from '../../shared/labels';
import { complain } from '../../shared/notices';
import { Panel } from '../../shared/Panel';
import { Failure, Waiting } from '../../shared/states';
import { CancelDialog } from './CancelDialog';
import { PaymentDialog } from './PaymentDialog';
import classes from './Payments.module.css';

interface Props {
  order: string;
  /** Способ оплаты of the order. */
  method: PaymentMethod | null;
}

/** «Оплаты» of an order: the plan and what came of it. */
export function OrderPayments({ order, method }: Props) {
  const isAllowed = useRight('money');
  return isAllowed ? <Block order={order} method={method} /> : null;
}

function Block({ order, method }: Props) {
  const payments = useCommandQuery('list_payments', { id: order });
  const [adding, setAdding] = useState<Direction | null>(null);
  const [cancelling, setCancelling] = useState<Payment | null>(null);
  return (
    <Panel title="Оплаты" id="payments" actions={payments.data && <AddButton onAdd={setAdding} />}>
      {payments.isPending ? (
        <Waiting />
      ) : payments.isError ? (
        <Failure error={payments.error} onRetry={() => void payments.refetch()} />
      ) : (
        <>
          <Sides payments={payments.data} />
          <List payments={payments.data.payments} onCancel={setCancelling} />
        </>
      )}
      {adding && payments.data && (
        <PaymentDialog
          order={order}
          method={method}
          payments={payments.data}
          direction={adding}
          onClose={() => setAdding(null)}
        />
      )}
      {cancelling && <CancelDialog payment={cancelling} onClose={() => setCancelling(null)} />}
    </Panel>
  );
}

function AddButton({ onAdd }: { onAdd: (direction: Direction) => void }) {
  return (
    <Group gap={1}>
      <Button size="xs" leftSection={<IconPlus size={16} />} onClick={() => onAdd('from_tourist')}>
        Добавить платёж
      </Button>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon size={30} aria-label="Другие платежи">
            <IconChevronDown size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {options(paymentDirection).map(({ value, label }) => (
            <Menu.Item key={value} onClick={() => onAdd(value as Direction)}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

function Sides({ payments }: { payments: Payments }) {
  const { commission } = payments;
  return (
    <>
      <div className={classes.sides}>
        <SideCard title="Турист" side="tourist" state={payments.tourist} payments={payments} />
        <SideCard title="Туроператор" side="operator" state={payments.operator} payments={payments} />
      </div>
      <Text size="sm" c="dimmed" mt="sm">
        Комиссия: план {commission.plan === null ? 'не указан' : money(commission.plan)}, факт {money(commission.fact)}{' '}
        (получено от туриста минус оплачено туроператору)
      </Text>
    </>
  );
}

const STATUS_COLOR = { unpaid: 'gray', partly: 'orange', paid: 'green', overpaid: 'red' };

interface SideProps {
  title: string;
  side: Side;
  state: SideState;
  payments: Payments;
}

function SideCard({ title, side, state, payments }: SideProps) {
  const rows = payments.plan.filter((due) => due.side === side);
  return (
    <section className={classes.side} aria-label={`План: ${title}`}>
      <Group justify="space-between" mb={6}>
        <b>{title}</b>
        {(state.balance.planned !== 0 || state.balance.paid !== 0) && (
          <Badge color={STATUS_COLOR[state.status]}>{paymentStatus[state.status]}</Badge>
        )}
      </Group>
      {rows.length === 0 ? (
        <Text c="dimmed" size="sm">
          {payments.is_void
            ? 'Ничего не ждём: заявка не в работе.'
            : 'Плана нет: укажите сумму в блоке «Стоимость и оплата».'}
        </Text>
      ) : (
        <table className={classes.plan}>
          <tbody>
            {rows.map((due, index) => {
              const isLate = due.open > 0 && due.by !== null && due.by < payments.today;
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of the plan have no id and are only read here.
                <tr key={index} data-late={isLate || undefined}>
                  <td>{due.title}</td>
                  <td>{due.by === null ? 'без срока' : `до ${date(due.by)}`}</td>
                  <td>{money(due.sum)}</td>
                  <td>
                    {due.open === 0
                      ? 'оплачено'
                      : isLate
                        ? 'просрочено'
                        : due.open < due.sum
                          ? `ждём ${money(due.open)}`
                          : 'ждём'}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <dl className={classes.sums}>
        <dt>План</dt>
        <dd>{money(state.balance.planned)}</dd>
        <dt>Оплачено</dt>
        <dd>{money(state.balance.paid)}</dd>
        <dt>{state.rest < 0 ? 'К возврату' : 'Долг'}</dt>
        <dd data-debt={state.rest !== 0 || undefined}>{money(Math.abs(state.rest))}</dd>
        {state.overdue > 0 && (
          <>
            <dt>Просрочено</dt>
            <dd data-late>{money(state.overdue)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

function List({ payments, onCancel }: { payments: Payment[]; onCancel: (payment: Payment) => void }) {
  const issue = useCommand('issue_receipt');
  const receipt = (payment: Payment) =>
    issue.mutate(
      { order_id: payment.order_id, id: payment.id },
      {
        onSuccess: ({ id }) => void backend.openFile(id).catch((error) => complain(CommandError.from(error))),
        onError: complain,
      },
    );
  if (payments.length === 0) {
    return (
      <Text c="dimmed" mt="md">
        Платежей пока нет. «Добавить платёж» подставит сумму ближайшего срока.
      </Text>
    );
  }
  return (
    <Table.ScrollContainer minWidth={720} mt="md">
      <Table verticalSpacing={6} aria-label="Платежи заявки">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={100}>Дата</Table.Th>
            <Table.Th w={180}>Платёж</Table.Th>
            <Table.Th w={130} ta="right">
              Сумма
            </Table.Th>
            <Table.Th>Способ, документ</Table.Th>
            <Table.Th w={80} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {payments.map((payment) => (
            <Table.Tr key={payment.id} className={payment.cancelled ? classes.cancelled : undefined}>
              <Table.Td>{date(payment.date)}</Table.Td>
              <Table.Td>{paymentDirection[payment.direction]}</Table.Td>
              <Table.Td ta="right">{money(payment.sum)}</Table.Td>
              <Table.Td>
                {[paymentMethod[payment.method], payment.document, payment.note]
                  .filter((part) => part !== '')
                  .join(', ')}
                <Text size="xs" c="dimmed" className={classes.why}>
                  {payment.cancelled
                    ? `Отменён: ${payment.cancelled.reason} (${payment.cancelled.by})`
                    : payment.receipt === null
                      ? payment.author
                      : `${payment.author}, квитанция № ${payment.receipt}`}
                </Text>
              </Table.Td>
              <Table.Td>
                {!payment.cancelled && (
                  <Group gap={2} justify="flex-end" wrap="nowrap">
                    {payment.direction === 'from_tourist' && (
                      <ActionIcon
                        variant="subtle"
                        aria-label={`Квитанция на ${money(payment.sum)}`}
                        title="Квитанция: сохраняется в файлы заявки и открывается для печати"
                        loading={issue.isPending && issue.variables?.id === payment.id}
                        onClick={() => receipt(payment)}
                      >
                        <IconReceipt size={18} stroke={1.5} />
                      </ActionIcon>
                    )}
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={`Отменить платёж ${money(payment.sum)}`}
                      title="Отменить платёж"
                      onClick={() => onCancel(payment)}
                    >
                      <IconX size={18} stroke={1.5} />
                    </ActionIcon>
                  </Group>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
