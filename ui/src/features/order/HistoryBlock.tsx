import { Anchor, Badge, Text } from '@mantine/core';
import { memo, useEffect, useState } from 'react';
import { queryClient, queryOptions, useCommandQuery } from '../../app/query';
import type { FieldChange } from '../../bindings/FieldChange';
import type { OrderVersion } from '../../bindings/OrderVersion';
import type { CommandError } from '../../lib/backend/error';
import { counted, moscowMinute } from '../../shared/format';
import { complain } from '../../shared/notices';
import { Panel } from '../../shared/Panel';
import { FailureNote, Waiting } from '../../shared/states';
import { Changes } from './Changes';
import classes from './Order.module.css';
import { VersionDialog } from './VersionDialog';

interface Props {
  id: string;
  /** Version of the saved order. */
  version: number;
  /** Something on the page is not saved yet. */
  isDirty: boolean;
}

/** No more than the newest page. */
const NONE: { rows: OrderVersion[]; hasMore: boolean } = { rows: [], hasMore: true };

/** «История изменений»: who saved the order, when and what; any state can be looked at and brought back. */
export const HistoryBlock = memo(function HistoryBlock({ id, version, isDirty }: Props) {
  const newest = useCommandQuery('list_versions', { id, before: null });
  const [older, setOlder] = useState(NONE);
  // a new state moves the pages
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is what moves them.
  useEffect(() => setOlder(NONE), [version]);
  const [shown, setShown] = useState<number | null>(null);
  const rows = [...(newest.data?.versions ?? []), ...older.rows];
  const first = rows.at(-1)?.version ?? 1;
  const hasMore = newest.data?.has_more === true && older.hasMore && first > 1;
  const showMore = () =>
    queryClient.fetchQuery(queryOptions('list_versions', { id, before: first })).then(
      (page) => setOlder(({ rows: before }) => ({ rows: [...before, ...page.versions], hasMore: page.has_more })),
      (error: CommandError) => complain(error),
    );
  return (
    <Panel title="История изменений" id="history">
      {newest.isPending && <Waiting text="История загружается" />}
      {newest.isError && <FailureNote error={newest.error} />}
      <ol className={classes.versions} aria-label="Версии заявки">
        {rows.map((row) => (
          <Version key={row.version} row={row} isPresent={row.version === version} onShow={setShown} />
        ))}
      </ol>
      {hasMore && (
        <Anchor component="button" type="button" mt="sm" onClick={() => void showMore()}>
          Показать более ранние
        </Anchor>
      )}
      {shown !== null && (
        <VersionDialog id={id} version={shown} present={version} isDirty={isDirty} onClose={() => setShown(null)} />
      )}
    </Panel>
  );
});

interface VersionProps {
  row: OrderVersion;
  isPresent: boolean;
  onShow: (version: number) => void;
}

function Version({ row, isPresent, onShow }: VersionProps) {
  const [isOpen, setOpen] = useState(false);
  const { version, author, saved_at, changes } = row;
  return (
    <li>
      <div className={classes.version}>
        <time dateTime={saved_at}>{moscowMinute(saved_at)} МСК</time>
        <b>{author || 'Автор неизвестен'}</b>
        <span className={classes.what}>
          {changes.length === 0 ? (
            <Text span size="sm" c="dimmed">
              {version === 1 ? 'Заявка создана' : 'Данные не менялись'}
            </Text>
          ) : (
            <Anchor component="button" type="button" ta="left" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {inShort(changes)}
            </Anchor>
          )}
        </span>
        {isPresent ? (
          <Badge color="gray">Сейчас</Badge>
        ) : (
          <Anchor
            component="button"
            type="button"
            onClick={() => onShow(version)}
            aria-label={`Посмотреть версию ${version}`}
          >
            Посмотреть
          </Anchor>
        )}
      </div>
      {isOpen && <Changes changes={changes} before="Было" after="Стало" />}
    </li>
  );
}

/** So many fields are named before the rest is counted. */
const NAMED = 2;

function inShort(changes: FieldChange[]): string {
  const names = changes.slice(0, NAMED).map(({ label }) => label);
  const rest = changes.length - names.length;
  return rest > 0 ? `${names.join(', ')} и ещё ${counted(rest, 'поле', 'поля', 'полей')}` : names.join(', ');
}
