import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useCommand } from '../../app/query';
import type { WorkKind } from '../../bindings/WorkKind';
import { backend } from '../../lib/backend';

interface Props {
  work: WorkKind;
  text: string;
}

/** How far a long work is, and a way to stop it. */
export function WorkProgress({ work, text }: Props) {
  const [share, setShare] = useState(0);
  const stop = useCommand('stop_work');
  useEffect(
    () =>
      backend.onEvent((event) => {
        if (event.event === 'progress' && event.work === work && event.total > 0) {
          setShare((100 * event.done) / event.total);
        }
      }),
    [work],
  );
  return (
    <Stack gap="xs" role="status">
      <Group justify="space-between" wrap="nowrap">
        <Text>
          {text}: {Math.floor(share)}&nbsp;%
        </Text>
        <Button size="xs" variant="default" onClick={() => stop.mutate({})} disabled={!stop.isIdle}>
          Остановить
        </Button>
      </Group>
      <Progress value={share} animated aria-label={text} />
    </Stack>
  );
}
