import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { queryClient, queryKey, useCommand } from '../../app/query';
import { complain } from '../../shared/notices';
import screen from '../../shared/Screen.module.css';
import classes from './Start.module.css';

/** A base is there, but this computer has lost its key. */
export function LockedScreen() {
  const [key, setKey] = useState('');
  const open = useCommand('open_with_recovery_key');
  const retry = useCommand('retry_start');
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    open.mutate(
      { recovery_key: key },
      { onSuccess: () => void queryClient.invalidateQueries({ queryKey: queryKey('get_start', {}) }) },
    );
  };
  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={submit}>
        <Stack gap="lg">
          <div>
            <h1 className={screen.title}>База закрыта</h1>
            <Text c="dimmed">
              Данные на месте, но в хранилище паролей этого компьютера нет ключа от них. Введите ключ восстановления,
              который был показан при создании базы.
            </Text>
          </div>
          <Textarea
            label="Ключ восстановления"
            description="Пробелы, дефисы и размер букв не важны"
            autosize
            minRows={2}
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
            error={open.error && `${open.error.title}. ${open.error.advice}`}
            data-autofocus
          />
          <Group justify="space-between">
            <Button variant="subtle" loading={retry.isPending} onClick={() => retry.mutate({}, { onError: complain })}>
              Повторить без ключа
            </Button>
            <Button type="submit" loading={open.isPending} disabled={key.trim() === ''}>
              Открыть базу
            </Button>
          </Group>
        </Stack>
      </form>
    </main>
  );
}
