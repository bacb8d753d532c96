import { Alert, Anchor, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconFileCertificate, IconWriting } from '@tabler/icons-react';
import { useState } from 'react';
import { queryClient, queryKey, useCommand } from '../../app/query';
import type { Evidence } from '../../bindings/Evidence';
import type { OrderDetails } from '../../bindings/OrderDetails';
import type { TimelineRow } from '../../bindings/TimelineRow';
import { backend } from '../../lib/backend';
import { CommandError } from '../../lib/backend/error';
import { counted, moscowMinute } from '../../shared/format';
import { complain, tell } from '../../shared/notices';
import { Panel } from '../../shared/Panel';
import { readBase64 } from '../../shared/readBase64';
import { FailureNote } from '../../shared/states';
import classes from './Order.module.css';
import { fold } from './timeline';

interface Props {
  details: OrderDetails;
  onSign: () => void;
}

/** «Подписание»: what happened to the contract, and what can be done about it. */
export function SigningBlock({ details, onSign }: Props) {
  const { order, signing, timeline } = details;
  const [isRevoking, setRevoking] = useState(false);
  const retry = useCommand('retry_signing');
  const evidence = useCommand('read_evidence');
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

  const saveEvidence = () =>
    evidence.mutate(
      { id: order.id },
      {
        onSuccess: (read) =>
          void keepEvidence(read, order.contract.number).catch((error) => complain(CommandError.from(error))),
        onError: complain,
      },
    );

  return (
    <Panel
      title="Подписание"
      id="signing"
      actions={
        <>
          {signing && (
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconFileCertificate size={16} stroke={1.5} />}
              loading={evidence.isPending}
              onClick={saveEvidence}
            >
              Скачать доказательства
            </Button>
          )}
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
          <Alert
            color="red"
            icon={<IconAlertTriangle size={18} />}
            title={isSigned ? 'Договор подписан, но работа не закончена' : 'Отправка остановилась'}
          >
            <Group justify="space-between" wrap="nowrap">
              <span>{signing.problem}</span>
              {signing.can_retry && (
                <Button
                  variant="white"
                  color="red"
                  size="xs"
                  style={{ flexShrink: 0 }}
                  loading={retry.isPending}
                  onClick={sendAgain}
                >
                  Повторить отправку
                </Button>
              )}
            </Group>
          </Alert>
        )}
        {evidence.data?.intact === false && (
          <Alert color="red" icon={<IconAlertTriangle size={18} />} title="Журнал подписания нарушен">
            Записи журнала изменены, удалены или переставлены: как доказательство он не годится. Сохраните скачанный
            файл и обратитесь в поддержку.
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
          <Timeline rows={timeline} />
        )}
      </Stack>
      {isRevoking && (
        <RevokeDialog
          id={order.id}
          onClose={() => setRevoking(false)}
          onDone={(next) => {
            keep(next);
            setRevoking(false);
            tell('Отзываем ссылку…');
          }}
        />
      )}
    </Panel>
  );
}

async function keepEvidence({ jsonl }: Evidence, contractNumber: string): Promise<void> {
  const base64 = await readBase64(new Blob([jsonl]));
  await backend.saveBytes(`Доказательства ${contractNumber.trim()}.jsonl`, 'application/jsonl', base64);
}

/** So many entries are shown at first. */
const SHOWN = 8;

function Timeline({ rows }: { rows: TimelineRow[] }) {
  const [isWhole, setWhole] = useState(false);
  const entries = fold(rows);
  return (
    <>
      <ol className={classes.timeline} aria-label="Ход подписания">
        {entries.slice(0, isWhole ? entries.length : SHOWN).map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no id, and two may come in one moment.
          <li key={index} data-failed={entry.failed || undefined}>
            <time dateTime={entry.at}>{moscowMinute(entry.at)}</time>
            <span>
              {entry.text}
              {entry.count > 1 && ` (${counted(entry.count, 'раз', 'раза', 'раз')})`}
            </span>
          </li>
        ))}
      </ol>
      {entries.length > SHOWN && (
        <Anchor component="button" type="button" ta="left" onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Показать только последнее' : 'Показать всё'}
        </Anchor>
      )}
    </>
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
