import { Button, Group, Stack, Text } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { IconAlertTriangle, IconFolderOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommand, useCommandQuery } from '../../app/query';
import type { Code } from '../../bindings/Code';
import type { Error as Refusal } from '../../bindings/Error';
import { complain } from '../../shared/notices';
import screen from '../../shared/Screen.module.css';
import { CopiesTable } from '../data/CopiesTable';
import { RestoreDialog } from '../data/RestoreDialog';
import classes from './Start.module.css';

/** How often it is looked whether another program has left the base, in milliseconds. */
const LOOK = 2_000;
/** What a copy helps against. */
const COPIES_HELP: Code[] = ['damaged_base', 'missing_base'];

/** The base cannot be opened: what happened and what to do. */
export function BrokenScreen({ error }: { error: Refusal }) {
  const retry = useCommand('retry_start');
  const open = useCommand('open_data_folder');
  const isInUse = error.code === 'in_use';
  useInterval(() => !retry.isPending && retry.mutate({}), LOOK, { autoInvoke: isInUse });
  return (
    <main className={classes.page}>
      <div className={classes.card} data-broad={COPIES_HELP.includes(error.code) || undefined} role="alert">
        <Stack gap="lg">
          <Group wrap="nowrap" align="flex-start">
            <Text c={isInUse ? 'sea.6' : 'var(--star-red)'} component="span" lh={0}>
              <IconAlertTriangle size={32} stroke={1.5} />
            </Text>
            <div>
              <h1 className={screen.title}>{error.title}</h1>
              {error.details.map((line) => (
                <Text key={line}>{line}</Text>
              ))}
              <Text c="dimmed">{error.advice}</Text>
              {error.reference && (
                <Text c="dimmed" size="sm" mt={6}>
                  Номер для поддержки: {error.reference}
                </Text>
              )}
            </div>
          </Group>
          {COPIES_HELP.includes(error.code) && <Copies />}
          <Group justify="flex-end">
            {!isInUse && (
              <Button
                variant="subtle"
                leftSection={<IconFolderOpen size={18} stroke={1.5} />}
                onClick={() => open.mutate({ which: 'data' }, { onError: complain })}
              >
                Открыть папку с данными
              </Button>
            )}
            <Button
              variant={COPIES_HELP.includes(error.code) ? 'default' : 'filled'}
              loading={retry.isPending && !isInUse}
              onClick={() => retry.mutate({}, { onError: complain })}
            >
              Повторить
            </Button>
          </Group>
        </Stack>
      </div>
    </main>
  );
}

/** Copies that can take the place of the base. */
function Copies() {
  const [name, setName] = useState<string | null>(null);
  const data = useCommandQuery('get_data', {});
  if (!data.data) {
    return null;
  }
  if (data.data.copies.length === 0) {
    return (
      <Text>
        Копий в папке {data.data.copies_folder} нет. Если вы держите их на другом диске, верните файл base.db оттуда и
        нажмите «Повторить».
      </Text>
    );
  }
  return (
    <div className={classes.copies}>
      <CopiesTable copies={data.data.copies} onRestore={setName} />
      {name !== null && (
        <RestoreDialog copy={{ place: 'here', name }} copies={data.data.copies} onClose={() => setName(null)} />
      )}
    </div>
  );
}
