import { Button, CopyButton, Group } from '@mantine/core';
import { IconCheck, IconCopy, IconPrinter } from '@tabler/icons-react';
import classes from './RecoveryKey.module.css';

/** The key that opens the base when the computer has lost its own, to be printed or copied. */
export function RecoveryKey({ text }: { text: string }) {
  return (
    <>
      <div className={classes.sheet}>
        <p className={classes.caption}>ТурОфис Десктоп. Ключ восстановления базы агентства:</p>
        <div className={classes.key}>{text}</div>
      </div>
      <Group>
        <Button variant="default" leftSection={<IconPrinter size={18} stroke={1.5} />} onClick={() => window.print()}>
          Напечатать
        </Button>
        <CopyButton value={text}>
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
    </>
  );
}
