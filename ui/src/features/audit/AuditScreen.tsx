import { Button, Group, MultiSelect, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDownload, IconHistory, IconSearch, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommand, useCommandQuery } from '../../app/query';
import type { AuditKind } from '../../bindings/AuditKind';
import type { AuditWish } from '../../bindings/AuditWish';
import { backend } from '../../lib/backend';
import { CommandError } from '../../lib/backend/error';
import { DateField } from '../../shared/DateField';
import { counted } from '../../shared/format';
import { auditKind, options } from '../../shared/labels';
import { complain, tell } from '../../shared/notices';
import screen from '../../shared/Screen.module.css';
import { Empty, Failure, Waiting } from '../../shared/states';
import classes from './Audit.module.css';
import { AuditList } from './AuditList';
import { useAuditRows } from './useAuditRows';

const ALL: AuditWish = { staff: null, kinds: [], from: null, to: null, search: '' };

/** «Журнал изменений»: who did what and when. */
export function AuditScreen() {
  const [wish, setWish] = useState(ALL);
  const [search] = useDebouncedValue(wish.search, 150);
  const { query, rows, total } = useAuditRows({ ...wish, search });
  const staff = useCommandQuery('list_staff', {});
  const set = (patch: Partial<AuditWish>) => setWish({ ...wish, ...patch });
  const isFiltered = JSON.stringify({ ...wish, search }) !== JSON.stringify(ALL);

  return (
    <div className={classes.screen}>
      <header className={classes.head}>
        <h1 className={screen.title}>Журнал изменений</h1>
        <Text c="dimmed" size="sm" className={classes.count} role="status">
          {query.isSuccess && counted(total, 'запись', 'записи', 'записей')}
        </Text>
        <CheckButton />
        <ExportButton wish={{ ...wish, search }} />
      </header>
      <Group className={classes.filters} gap="sm" align="flex-end">
        <TextInput
          w={260}
          label="Поиск"
          placeholder="Номер, имя, поле"
          leftSection={<IconSearch size={18} stroke={1.5} />}
          value={wish.search}
          onChange={(event) => set({ search: event.currentTarget.value })}
        />
        <Select
          w={230}
          label="Кто"
          placeholder="Все"
          clearable
          data={(staff.data?.staff ?? []).map(({ member }) => ({ value: member.id, label: member.name }))}
          value={wish.staff}
          onChange={(id) => set({ staff: id })}
        />
        <MultiSelect
          w={260}
          label="Раздел"
          placeholder={wish.kinds.length === 0 ? 'Все' : undefined}
          clearable
          data={options(auditKind)}
          value={wish.kinds}
          onChange={(kinds) => set({ kinds: kinds as AuditKind[] })}
        />
        <DateField w={140} label="С" value={wish.from} onChange={(from) => set({ from })} />
        <DateField w={140} label="По" value={wish.to} onChange={(to) => set({ to })} />
        {isFiltered && (
          <Button variant="subtle" onClick={() => setWish(ALL)}>
            Сбросить
          </Button>
        )}
      </Group>
      <div className={classes.panel}>
        {query.isPending ? (
          <Waiting text="Журнал загружается" />
        ) : query.isError ? (
          <Failure error={query.error} onRetry={() => void query.refetch()} />
        ) : total === 0 ? (
          <Empty
            icon={<IconHistory size={44} stroke={1.25} />}
            title={isFiltered ? 'Ничего не нашлось' : 'Записей пока нет'}
          >
            {isFiltered
              ? 'Измените отбор: другой период, сотрудник или раздел.'
              : 'Здесь появится каждое изменение: кто, когда и что сделал.'}
          </Empty>
        ) : (
          <AuditList
            rows={rows}
            total={total}
            onEnd={() => {
              if (query.hasNextPage && !query.isFetchingNextPage) {
                void query.fetchNextPage();
              }
            }}
          />
        )}
      </div>
    </div>
  );
}

function CheckButton() {
  const check = useCommand('check_audit');
  const run = () =>
    check.mutate(
      {},
      {
        onSuccess: ({ first_broken }) =>
          first_broken === null
            ? tell('Журнал цел: записи не меняли и не удаляли')
            : complain(
                new CommandError(
                  'broken',
                  'Журнал изменён в обход программы',
                  'Сравните его с копией базы: «Данные и копии».',
                  [`Первая запись, которая не сходится: № ${first_broken}.`],
                ),
              ),
        onError: complain,
      },
    );
  return (
    <Button
      variant="default"
      leftSection={<IconShieldCheck size={18} stroke={1.5} />}
      loading={check.isPending}
      onClick={run}
    >
      Проверить целостность
    </Button>
  );
}

function ExportButton({ wish }: { wish: AuditWish }) {
  const table = useCommand('export_audit');
  const run = () =>
    table.mutate(wish, {
      onSuccess: ({ name, mime, base64 }) => backend.saveBytes(name, mime, base64).catch(complain),
      onError: complain,
    });
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={18} stroke={1.5} />}
      loading={table.isPending}
      onClick={run}
    >
      Выгрузить в Excel
    </Button>
  );
}
