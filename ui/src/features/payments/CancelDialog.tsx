import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../../app/query';
import type { Payment } from '../../bindings/Payment';
import { date, money } from '../../shared/format';
import { paymentDirection } from '../../shared/labels';
import { tell } from '../../shared/notices';
import { FailureNote } from '../../shared/states';

/** Takes a payment back, with the reason. */
export function CancelDialog({ payment, onClose }: { payment: Payment; onClose: () => void }) {
  const cancel = useCommand('cancel_payment');
  const [reason, setReason] = useState('');
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    cancel.mutate(
      { order_id: payment.order_id, id: payment.id, reason },
      {
        onSuccess: () => {
          tell('Платёж отменён');
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={500}
      title="Отменить платёж"
      closeButtonProps={{ 'aria-label': 'Закрыть окно' }}
    >
      <form onSubmit={submit}>
        <Stack>
          {cancel.isError && <FailureNote error={cancel.error} />}
          <Text>
            {paymentDirection[payment.direction]} {money(payment.sum)} от {date(payment.date)}. Платёж останется в
            списке зачёркнутым и не будет учитываться.
          </Text>
          <TextInput
            label="Причина"
            placeholder="Ошиблись суммой"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="subtle" onClick={onClose}>
              Не отменять
            </Button>
            <Button type="submit" color="red" loading={cancel.isPending} disabled={reason.trim() === ''}>
              Отменить платёж
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
