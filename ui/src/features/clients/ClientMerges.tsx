import { Button, Text } from '@mantine/core';
import { useCommand } from '../../app/query';
import type { ClientMergeRow } from '../../bindings/ClientMergeRow';
import { moscowMinute } from '../../shared/format';
import { complain, tell } from '../../shared/notices';
import { Panel } from '../../shared/Panel';
import classes from './Clients.module.css';

/** «Объединения»: cards that became part of this one, and the way back. */
export function ClientMerges({ merges }: { merges: ClientMergeRow[] }) {
  const undo = useCommand('undo_client_merge');
  const part = (id: string) =>
    undo.mutate(
      { id },
      {
        onSuccess: ({ restored }) =>
          tell(
            restored
              ? 'Клиенты разделены, карточка как до объединения'
              : 'Клиенты разделены; карточку меняли после объединения, её данные оставлены',
          ),
        onError: complain,
      },
    );
  return (
    <div style={{ marginTop: 20 }}>
      <Panel title="Объединения">
        {merges.map((merge) => (
          <div key={merge.id} className={classes.picked}>
            <Text>
              {merge.names.join(', ')}{' '}
              <Text span c="dimmed" size="sm">
                {moscowMinute(merge.merged_at)}, {merge.author}
              </Text>
            </Text>
            {merge.undone_at ? (
              <Text c="dimmed" size="sm">
                разделены {moscowMinute(merge.undone_at)}
              </Text>
            ) : (
              <Button
                variant="subtle"
                size="compact-sm"
                loading={undo.isPending && undo.variables?.id === merge.id}
                onClick={() => part(merge.id)}
              >
                Разделить обратно
              </Button>
            )}
          </div>
        ))}
      </Panel>
    </div>
  );
}
