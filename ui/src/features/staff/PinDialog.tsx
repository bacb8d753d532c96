import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../../app/query';
import { tell } from '../../shared/notices';
import { FailureNote } from '../../shared/states';

interface Props {
  id: string;
  name: string;
  hasPin: boolean;
  /** Whether it is the person's own PIN: then the present one is asked for. */
  isOwn: boolean;
  onClose: () => void;
}

/** Sets, changes or removes a PIN. */
export function PinDialog({ id, name, hasPin, isOwn, onClose }: Props) {
  const [current, setCurrent] = useState('');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const set = useCommand('set_pin');
  const asksCurrent = isOwn && hasPin;
  const isMistyped = again !== '' && again !== pin;

  const send = (next: string | null) =>
    set.mutate(
      { id, current: asksCurrent ? current : null, pin: next },
      {
        onSuccess: () => {
          tell(next === null ? 'PIN убран' : 'PIN задан');
          onClose();
        },
      },
    );
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    send(pin);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={isOwn ? 'Мой PIN' : `PIN: ${name}`}
      closeButtonProps={{ 'aria-label': 'Закрыть окно' }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text c="dimmed">
            С PIN под этим именем никто другой не войдёт, а программу можно заблокировать: Ctrl+L или сама после
            перерыва. Подойдёт и пароль: не короче 4 знаков.
          </Text>
          {asksCurrent && (
            <PasswordInput
              label="Нынешний PIN"
              value={current}
              onChange={(event) => setCurrent(event.currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': 'Показать PIN' }}
              data-autofocus
            />
          )}
          <PasswordInput
            label="Новый PIN или пароль"
            value={pin}
            onChange={(event) => setPin(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': 'Показать PIN' }}
            data-autofocus={asksCurrent ? undefined : true}
          />
          <PasswordInput
            label="Ещё раз"
            value={again}
            onChange={(event) => setAgain(event.currentTarget.value)}
            error={isMistyped && 'Не совпадает с первым'}
            visibilityToggleButtonProps={{ 'aria-label': 'Показать PIN' }}
          />
          {set.error && <FailureNote error={set.error} />}
          <Group justify="space-between">
            {hasPin ? (
              <Button variant="subtle" color="red" disabled={set.isPending} onClick={() => send(null)}>
                Убрать PIN
              </Button>
            ) : (
              <span />
            )}
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                Отмена
              </Button>
              <Button type="submit" loading={set.isPending} disabled={pin === '' || pin !== again}>
                Задать PIN
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
