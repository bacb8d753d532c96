import { Button, Checkbox, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import screen from '../../shared/Screen.module.css';
import classes from './Start.module.css';

interface Props {
  recoveryKey: string;
  onSaved: () => void;
}

/** Shows the recovery key once, to be printed or copied. */
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
              этим ключом. Больше он не показывается.
            </Text>
          </div>
          <div className={classes.key}>{recoveryKey}</div>
          <Group data-print="hide">
            <Button
              variant="default"
              leftSection={<IconPrinter size={18} stroke={1.5} />}
              onClick={() => window.print()}
            >
              Напечатать
            </Button>
            <CopyButton value={recoveryKey}>
              {({ copied, copy }) => (
                <Button
                  variant="default"
                  leftSection={copied ? <IconCheck size={18} stroke={1.5} /> : <IconCopy size={18} stroke={1.5} />}
                  onClick={copy}
                >
                  {copied ? 'Скопировано' : 'Скопировать'}
                </Button>
              )}
            </CopyButton>
          </Group>
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
