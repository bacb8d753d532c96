import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { RecoveryKey } from '../../shared/RecoveryKey';
import screen from '../../shared/Screen.module.css';
import classes from './Start.module.css';

interface Props {
  recoveryKey: string;
  onSaved: () => void;
}

/** Shows the key of a new base before anything else; passed only when it is kept. */
export function RecoveryKeyScreen({ recoveryKey, onSaved }: Props) {
  const [isSaved, setSaved] = useState(false);
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Stack gap="lg">
          <div>
            <h1 className={screen.title}>Ключ восстановления</h1>
            <Text c="dimmed">
              База зашифрована. Если компьютер потеряет свой пароль от неё, открыть базу и её копии можно будет только
              этим ключом. Пока база открывается, ключ можно посмотреть и позже: меню агентства, «О программе».
            </Text>
          </div>
          <RecoveryKey text={recoveryKey} />
          <Checkbox
            label="Я сохранил ключ в надёжном месте, не на этом компьютере"
            checked={isSaved}
            onChange={(event) => setSaved(event.currentTarget.checked)}
          />
          <Group justify="flex-end">
            <Button disabled={!isSaved} onClick={onSaved}>
              Я сохранил ключ
            </Button>
          </Group>
        </Stack>
      </div>
    </main>
  );
}
