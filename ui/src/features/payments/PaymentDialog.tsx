import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../../app/query';
import type { Direction } from '../../bindings/Direction';
import type { OrderPayments } from '../../bindings/OrderPayments';
import type { PaymentMethod } from '../../bindings/PaymentMethod';
import { DateField } from '../../shared/DateField';
import { money } from '../../shared/format';
import { newId } from '../../shared/ids';
import { options, paymentDirection, paymentMethod } from '../../shared/labels';
import { MoneyField } from '../../shared/MoneyField';
import { tell } from '../../shared/notices';
import { FailureNote } from '../../shared/states';

interface Props {
  order: string;
  /** Способ оплаты of the order, offered first. */
  method: PaymentMethod | null;
  payments: OrderPayments;
  direction: Direction;
  onClose: () => void;
}

/** A new payment, with the sum that is due filled in. */
export function PaymentDialog({ order, method, payments, direction: first, onClose }: Props) {
  const add = useCommand('add_payment');
  const [id] = useState(() => newId());
  const [direction, setDirection] = useState(first);
  const [sum, setSum] = useState<number | null>(() => offered(payments, first));
  const [isSumTyped, setSumTyped] = useState(false);
  const [date, setDate] = useState<string | null>(payments.today);
  const [way, setWay] = useState<PaymentMethod>(method ?? 'cash');
  const [number, setNumber] = useState('');
  const [note, setNote] = useState('');
  const { rest } = direction.endsWith('operator') ? payments.operator : payments.tourist;

  const choose = (next: Direction) => {
    setDirection(next);
    if (!isSumTyped) {
      setSum(offered(payments, next));
    }
  };
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (sum === null || date === null) {
      return;
    }
    add.mutate(
      { order_id: order, id, direction, sum, date, method: way, document: number, note },
      {
        onSuccess: () => {
          tell(`Платёж добавлен: ${money(sum)}`);
          onClose();
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} size={560} title="Новый платёж" closeButtonProps={{ 'aria-label': 'Закрыть окно' }}>
      <form onSubmit={submit}>
        <Stack>
          {add.isError && <FailureNote error={add.error} />}
          <Select
            label="Вид платежа"
            data={options(paymentDirection)}
            value={direction}
            allowDeselect={false}
            onChange={(value) => value && choose(value as Direction)}
          />
          <Group grow align="flex-start">
            <MoneyField
              label="Сумма"
              value={sum}
              onChange={(value) => {
                setSum(value);
                setSumTyped(true);
              }}
              description={rest > 0 ? `Осталось по плану: ${money(rest)}` : 'По плану всё оплачено'}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              data-autofocus
            />
            <DateField label="Дата" value={date} onChange={setDate} />
          </Group>
          <Group grow align="flex-start">
            <Select
              label="Способ оплаты"
              data={options(paymentMethod)}
              value={way}
              allowDeselect={false}
              onChange={(value) => value && setWay(value as PaymentMethod)}
            />
            <TextInput
              label="Документ"
              placeholder="Номер чека или платёжного поручения"
              value={number}
              onChange={(event) => setNumber(event.currentTarget.value)}
            />
          </Group>
          <TextInput label="Примечание" value={note} onChange={(event) => setNote(event.currentTarget.value)} />
          <Group justify="space-between">
            <Text c="dimmed" size="sm">
              {payments.is_void ? 'Заявка отменена или это запрос на расчёт: план пуст.' : ''}
            </Text>
            <Group gap="xs">
              <Button variant="subtle" onClick={onClose}>
                Отмена
              </Button>
              <Button type="submit" loading={add.isPending} disabled={sum === null || sum === 0 || date === null}>
                Добавить платёж
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The sum offered: the next due, or what was paid too much. */
function offered(payments: OrderPayments, direction: Direction): number | null {
  const side = direction.endsWith('operator') ? payments.operator : payments.tourist;
  const sum = direction.startsWith('refund') ? -side.rest : side.next;
  return sum > 0 ? sum : null;
}
