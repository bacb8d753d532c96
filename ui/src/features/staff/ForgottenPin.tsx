import { Button, Group, PasswordInput, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../../app/query';
import type { SignInPerson } from '../../bindings/SignInPerson';
import { tell } from '../../shared/notices';
import { FailureNote } from '../../shared/states';

interface Props {
  person: SignInPerson;
  onClose: () => void;
}

/** What to do about a forgotten PIN: ask the head, or show the recovery key. */
export function ForgottenPin({ person, onClose }: Props) {
  const [key, setKey] = useState('');
  const [pin, setPin] = useState('');
  const reset = useCommand('reset_pin');
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    reset.mutate(
      { id: person.id, recovery_key: key, pin },
      {
        onSuccess: () => {
          tell('Новый PIN задан: войдите с ним');
          onClose();
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <div>
          <Text fw={600} size="lg">
            Новый PIN: {person.name}
          </Text>
          <Text c="dimmed" mt={4}>
            {person.role === 'head'
              ? 'PIN руководителя сбрасывает ключ восстановления: его напечатали при настройке агентства.'
              : 'Попросите руководителя: «Сотрудники и офисы» → «Задать PIN». Без него поможет ключ восстановления агентства.'}
          </Text>
        </div>
        <Textarea
          label="Ключ восстановления"
          autosize
          minRows={2}
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
        <PasswordInput
          label="Новый PIN или пароль"
          description="Не короче 4 знаков"
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': 'Показать PIN' }}
        />
        {reset.error && <FailureNote error={reset.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Назад
          </Button>
          <Button type="submit" loading={reset.isPending} disabled={key.trim() === '' || pin === ''}>
            Задать PIN
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
