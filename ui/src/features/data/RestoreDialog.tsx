import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../../app/query';
import type { CopyRef } from '../../bindings/CopyRef';
import type { CopyRow } from '../../bindings/CopyRow';
import { counted, moscowMinute } from '../../shared/format';
import { tell } from '../../shared/notices';
import { FailureNote } from '../../shared/states';
import { WorkProgress } from './WorkProgress';

interface Props {
  copy: CopyRef;
  copies: CopyRow[];
  onClose: () => void;
}

/** Asks before going back to a copy, and shows how far it is. */
export function RestoreDialog({ copy, copies, onClose }: Props) {
  const [key, setKey] = useState('');
  const restore = useCommand('restore_copy');
  const row = copy.place === 'here' ? copies.find(({ name }) => name === copy.name) : undefined;
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    restore.mutate(
      { copy, recovery_key: key.trim() === '' ? null : key },
      {
        onSuccess: () => {
          tell('Копия восстановлена. Прежнее состояние лежит в списке копий');
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={() => !restore.isPending && onClose()}
      size="lg"
      title="Восстановить из копии"
      withCloseButton={!restore.isPending}
      closeButtonProps={{ 'aria-label': 'Закрыть окно' }}
    >
      <form onSubmit={submit}>
        <Stack>
          {row ? (
            <Text>
              Данные вернутся к состоянию на <b>{moscowMinute(row.made_at)}</b>: в копии{' '}
              {counted(row.orders, 'заявка', 'заявки', 'заявок')}.
            </Text>
          ) : (
            <Text style={{ overflowWrap: 'anywhere' }}>
              Копия из папки <b>{copy.place === 'elsewhere' && copy.path}</b>
            </Text>
          )}
          <Text c="dimmed">
            Сначала программа сделает копию нынешнего состояния, к нему можно будет вернуться. Отправленные и
            подписанные договоры этой базы останутся, даже если их подписали после копии.
          </Text>
          {copy.place === 'elsewhere' && (
            <Textarea
              label="Ключ восстановления копии"
              description="Нужен, если копия с другого компьютера. Пробелы, дефисы и размер букв не важны. Пароли почты и СМС-сервиса после этого введите заново"
              autosize
              minRows={2}
              value={key}
              onChange={(event) => setKey(event.currentTarget.value)}
            />
          )}
          {restore.error && restore.error.code !== 'stopped' && <FailureNote error={restore.error} />}
          {restore.isPending ? (
            <WorkProgress work="restore" text="Копия проверяется и восстанавливается" />
          ) : (
            <Group justify="flex-end">
              <Button variant="subtle" onClick={onClose}>
                Отмена
              </Button>
              <Button type="submit">Восстановить</Button>
            </Group>
          )}
        </Stack>
      </form>
    </Modal>
  );
}
