import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconWriting } from '@tabler/icons-react';
import { useState } from 'react';
import { queryClient, queryKey, useCommand } from '../../app/query';
import type { OrderDetails } from '../../bindings/OrderDetails';
import { moscowMinute } from '../../shared/format';
import { complain, tell } from '../../shared/notices';
import { Panel } from '../../shared/Panel';
import { FailureNote } from '../../shared/states';
import classes from './Order.module.css';

interface Props {
  details: OrderDetails;
  onSign: () => void;
}

/** «Подписание»: what happened to the contract, and what can be done about it. */
export function SigningBlock({ details, onSign }: Props) {
  const { order, signing, timeline } = details;
  const [isRevoking, setRevoking] = useState(false);
  const retry = useCommand('retry_signing');
  const isSigned = order.contract.status === 'signed' || order.contract.status === 'signed_on_paper';
  const keep = (next: OrderDetails) => queryClient.setQueryData(queryKey('get_order', { id: order.id }), next);

  const sendAgain = () =>
    retry.mutate(
      { id: order.id },
      {
        onSuccess: (next) => {
          keep(next);
          tell('Отправка повторяется');
        },
        onError: complain,
      },
    );

  return (
    <Panel
      title="Подписание"
      id="signing"
      actions={
        <>
          {signing?.active && (
            <Button variant="subtle" color="red" size="compact-sm" onClick={() => setRevoking(true)}>
              Отозвать ссылку
            </Button>
          )}
          {!signing?.active && !isSigned && (
            <Button
              variant="light"
              size="compact-sm"
              leftSection={<IconWriting size={16} stroke={1.5} />}
              onClick={onSign}
            >
              {timeline.length === 0 ? 'Отправить на подпись' : 'Отправить ещё раз'}
            </Button>
          )}
        </>
      }
    >
      <Stack gap="md">
        {signing?.problem && (
          <Alert color="red" icon={<IconAlertTriangle size={18} />} title="Отправка остановилась">
            <Group justify="space-between" wrap="nowrap">
              <span>{signing.problem}</span>
              {signing.can_retry && (
                <Button variant="white" color="red" size="xs" loading={retry.isPending} onClick={sendAgain}>
                  Повторить отправку
                </Button>
              )}
            </Group>
          </Alert>
        )}
        {signing?.active && signing.order_changed && (
          <Alert color="orange" icon={<IconAlertTriangle size={18} />} title="Заявка изменилась после отправки">
            По ссылке турист видит прежний договор. Если изменения важны, отзовите ссылку и отправьте новую.
          </Alert>
        )}
        {timeline.length === 0 ? (
          <Text c="dimmed">
            Договор ещё не отправляли. Заказчик получит ссылку на почту и подпишет договор кодом из СМС.
          </Text>
        ) : (
          <ol className={classes.timeline} aria-label="Ход подписания">
            {timeline.map((row) => (
              <li key={`${row.at}${row.text}`} data-failed={row.failed || undefined}>
                <time dateTime={row.at}>{moscowMinute(row.at)}</time>
                <span>{row.text}</span>
              </li>
            ))}
          </ol>
        )}
      </Stack>
      {isRevoking && (
        <RevokeDialog
          id={order.id}
          onClose={() => setRevoking(false)}
          onDone={(next) => {
            keep(next);
            setRevoking(false);
            tell('Ссылка отозвана');
          }}
        />
      )}
    </Panel>
  );
}

interface RevokeProps {
  id: string;
  onClose: () => void;
  onDone: (details: OrderDetails) => void;
}

function RevokeDialog({ id, onClose, onDone }: RevokeProps) {
  const [reason, setReason] = useState('');
  const revoke = useCommand('revoke_signing');
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    revoke.mutate({ id, reason: reason.trim() }, { onSuccess: onDone });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title="Отозвать ссылку на подписание"
      closeButtonProps={{ 'aria-label': 'Закрыть окно' }}
    >
      <form onSubmit={submit}>
        <Stack>
          {revoke.error && <FailureNote error={revoke.error} />}
          <Textarea
            label="Причина"
            description="Её увидит заказчик, если откроет ссылку"
            placeholder="Изменились даты тура"
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Не отзывать
            </Button>
            <Button color="red" type="submit" loading={revoke.isPending} disabled={reason.trim() === ''}>
              Отозвать
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
