import { Button, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useCommand } from '../../app/query';
import { Panel } from '../../shared/Panel';
import { RecoveryKey } from '../../shared/RecoveryKey';
import { FailureNote } from '../../shared/states';

/** The recovery key, shown on demand. */
export function RecoveryKeyPanel() {
  // asked for by hand every time, so the key is not kept among the answers of the window
  const key = useCommand('get_recovery_key');
  return (
    <Panel title="Ключ восстановления">
      <Stack align="flex-start">
        <Text c="dimmed" maw={620}>
          Откроет базу и её копии, если этот компьютер потеряет свой пароль от неё. Храните ключ напечатанным и не на
          этом компьютере: с ним базу откроет любой, у кого она окажется.
        </Text>
        {key.error && <FailureNote error={key.error} />}
        {key.data && <RecoveryKey text={key.data.recovery_key} />}
        {key.data ? (
          <Button variant="subtle" onClick={key.reset}>
            Скрыть ключ
          </Button>
        ) : (
          <Button
            variant="default"
            leftSection={<IconKey size={18} stroke={1.5} />}
            loading={key.isPending}
            onClick={() => key.mutate({})}
          >
            Показать ключ
          </Button>
        )}
      </Stack>
    </Panel>
  );
}
