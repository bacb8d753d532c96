import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { queryClient, queryKey, useCommand, useCommandQuery } from '../../app/query';
import { backend } from '../../lib/backend';
import type { CommandError } from '../../lib/backend/error';
import { moscowMinute } from '../../shared/format';
import { complain, tell } from '../../shared/notices';
import { FailureNote, Waiting } from '../../shared/states';
import { Changes } from './Changes';

interface Props {
  id: string;
  /** The state to look at. */
  version: number;
  /** The present one. */
  present: number;
  /** Something on the page is not saved yet. */
  isDirty: boolean;
  onClose: () => void;
}

/** An older state of the order: what bringing it back would change. */
export function VersionDialog({ id, version, present, isDirty, onClose }: Props) {
  const older = useCommandQuery('get_version', { id, version });
  const restore = useCommand('restore_version');
  const submit = () =>
    restore.mutate(
      { id, version, present },
      {
        onSuccess: (details) => {
          queryClient.setQueryData(queryKey('get_order', { id }), details);
          onClose();
          tell(`Восстановлена версия ${version}`, {
            label: 'Отменить',
            run: () =>
              void backend.call('restore_version', { id, version: present, present: details.version }).then(
                (again) => queryClient.setQueryData(queryKey('get_order', { id }), again),
                (error: CommandError) => complain(error),
              ),
          });
        },
      },
    );
  const isSame = older.data?.changes.length === 0;
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={`Версия ${version}${older.data ? ` — ${moscowMinute(older.data.saved_at)} МСК, ${older.data.author}` : ''}`}
      closeButtonProps={{ 'aria-label': 'Закрыть окно' }}
    >
      <Stack>
        {older.isPending && <Waiting />}
        {older.isError && <FailureNote error={older.error} />}
        {restore.error && <FailureNote error={restore.error} />}
        {isSame && <Text>Эта версия ничем не отличается от нынешней.</Text>}
        {older.data && !isSame && (
          <Changes changes={older.data.changes} before="Сейчас" after={`В версии ${version}`} />
        )}
        {isDirty && <Text c="dimmed">Чтобы восстановить версию, сначала сохраните изменения в заявке.</Text>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Закрыть
          </Button>
          <Button disabled={isDirty || !older.data || isSame} loading={restore.isPending} onClick={submit}>
            Восстановить
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
