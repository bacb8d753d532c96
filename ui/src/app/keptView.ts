import { useDebouncedCallback, useForceUpdate, useWindowEvent } from '@mantine/hooks';
import { useMemo } from 'react';
import type { JsonValue } from '../bindings/serde_json/JsonValue';
import { CommandError } from '../lib/backend/error';
import { complain } from '../shared/notices';
import { queryClient, queryOptions, useCommand, useCommandQuery } from './query';

/** One note a moment is enough, however fast somebody types. */
const PAUSE = 150;

/**
 * How a screen is looked at, kept in the base for each of the staff between starts.
 * `read` takes a note of any age and gives the default for what it cannot read.
 */
export function useKeptView<T>(screen: string, read: (note: unknown) => T) {
  const asked = queryOptions('get_view', { screen });
  const kept = useCommandQuery('get_view', { screen });
  const save = useCommand('save_view');
  const write = useDebouncedCallback(
    (state: T) => save.mutate({ screen, state: state as JsonValue }, { onError: complain }),
    {
      delay: PAUSE,
      flushOnUnmount: true,
    },
  );
  const draw = useForceUpdate();
  useWindowEvent('pagehide', () => write.flush());

  const note = kept.data?.state;
  const view = useMemo(() => read(note), [note, read]);
  /** Turns what is there now, which may be newer than what was drawn last. */
  const change = (turn: (view: T) => T) => {
    const apply = (present: { state: unknown }) => {
      const state = turn(read(present.state));
      queryClient.setQueryData(asked.queryKey, { state });
      // in the same turn: a field drawn later would lose what is typed fast
      draw();
      write(state);
    };
    const present = queryClient.getQueryData<{ state: unknown }>(asked.queryKey);
    if (present) {
      apply(present);
    } else {
      queryClient.ensureQueryData(asked).then(apply, (error) => complain(CommandError.from(error)));
    }
  };
  return { kept, view, change };
}
