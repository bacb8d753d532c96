import { Anchor, Button, Group, Progress, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconArrowLeft, IconTableImport } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { go } from '../../app/leaving';
import { useCommand, useCommandQuery } from '../../app/query';
import type { ClientColumn } from '../../bindings/ClientColumn';
import type { ClientImportRow } from '../../bindings/ClientImportRow';
import type { ClientTable } from '../../bindings/ClientTable';
import type { ImportPreview } from '../../bindings/ImportPreview';
import type { ImportState } from '../../bindings/ImportState';
import { backend } from '../../lib/backend';
import { CommandError } from '../../lib/backend/error';
import { counted, date, moscowMinute, phone } from '../../shared/format';
import { complain, tell } from '../../shared/notices';
import { Panel } from '../../shared/Panel';
import { readBase64 } from '../../shared/readBase64';
import screen from '../../shared/Screen.module.css';
import { Empty, FailureNote } from '../../shared/states';
import classes from './Clients.module.css';

/** Rows shown of a preview. */
const SHOWN = 100;

type Meanings = (ClientColumn | null)[];

/** «Загрузка клиентов»: file, columns, check, import. */
export function ImportScreen() {
  const [table, setTable] = useState<ClientTable | null>(null);
  const [meanings, setMeanings] = useState<Meanings>([]);
  const [done, setDone] = useState<ClientImportRow | null>(null);
  const open = (read: ClientTable) => {
    setTable(read);
    setMeanings(read.columns.map(({ meaning }) => meaning));
    setDone(null);
  };
  return (
    <div className={screen.page}>
      <Anchor component={Link} href="/clients" size="sm" c="dimmed">
        <IconArrowLeft size={14} /> Клиенты
      </Anchor>
      <h1 className={screen.title}>Загрузка клиентов</h1>
      <Text c="dimmed" mb="lg">
        Из файла .xlsx, .xls или .csv, до 100 000 строк. Сначала покажем, что получится, и только потом запишем.
      </Text>
      <Stack gap="lg">
        {done && table ? (
          <Done table={table} done={done} onAgain={() => setTable(null)} />
        ) : table ? (
          <>
            <Columns table={table} meanings={meanings} onChange={setMeanings} onBack={() => setTable(null)} />
            <Check table={table} meanings={meanings} onDone={setDone} />
          </>
        ) : (
          <Choose onRead={open} />
        )}
        {!table && <Earlier />}
      </Stack>
    </div>
  );
}

function Choose({ onRead }: { onRead: (table: ClientTable) => void }) {
  const read = useCommand('read_client_table');
  const take = async (file: File | null) => {
    if (file) {
      const base64 = await readBase64(file);
      read.mutate({ name: file.name, base64 }, { onSuccess: onRead });
    }
  };
  return (
    <Panel title="Файл">
      <Stack gap="md">
        {read.isError && <FailureNote error={read.error} />}
        <Dropzone
          maxFiles={1}
          multiple={false}
          loading={read.isPending}
          onDrop={(files) => void take(files[0] ?? null)}
          aria-label="Таблица клиентов"
        >
          <Empty
            icon={<IconTableImport size={44} stroke={1.25} />}
            title="Перетащите сюда таблицу или нажмите, чтобы выбрать"
          >
            Первая строка — названия столбцов: ФИО, телефон, дата рождения, паспорт и другие, в любом порядке.
          </Empty>
        </Dropzone>
      </Stack>
    </Panel>
  );
}

interface ColumnsProps {
  table: ClientTable;
  meanings: Meanings;
  onChange: (meanings: Meanings) => void;
  onBack: () => void;
}

function Columns({ table, meanings, onChange, onBack }: ColumnsProps) {
  const known = useCommandQuery('list_column_meanings', {});
  const options = (known.data?.meanings ?? []).map(({ column, label }) => ({ value: column, label }));
  // one meaning, one column: who takes it, takes it away
  const give = (index: number, meaning: ClientColumn | null) =>
    onChange(meanings.map((now, other) => (other === index ? meaning : now === meaning ? null : now)));
  return (
    <Panel
      title={`Столбцы: ${table.file_name}`}
      actions={
        <Button variant="subtle" size="compact-sm" onClick={onBack}>
          Другой файл
        </Button>
      }
    >
      <Text size="sm" c="dimmed" mb="sm">
        {counted(table.rows, 'строка', 'строки', 'строк')}. Проверьте, что означает каждый столбец; ваш выбор
        запомнится.
      </Text>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>Столбец в файле</th>
              <th>Первые значения</th>
              <th>Что это</th>
            </tr>
          </thead>
          <tbody>
            {table.columns.map((column, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <tr key={index}>
                <td>{column.title || `Столбец ${index + 1}`}</td>
                <td>
                  <Text size="sm" c="dimmed">
                    {column.samples.join(' · ')}
                  </Text>
                </td>
                <td>
                  <Select
                    size="xs"
                    w={260}
                    aria-label={`Что означает «${column.title || `Столбец ${index + 1}`}»`}
                    placeholder="Не загружать"
                    clearable
                    searchable
                    data={options}
                    value={meanings[index] ?? null}
                    onChange={(meaning) => give(index, meaning as ClientColumn | null)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

const stateName: Record<ImportState, string> = { new: 'Новый', duplicate: 'Уже есть', invalid: 'Ошибка' };
const stateColor: Record<ImportState, string> = { new: 'sea.8', duplicate: 'dimmed', invalid: 'red.8' };

interface CheckProps {
  table: ClientTable;
  meanings: Meanings;
  onDone: (done: ClientImportRow) => void;
}

function Check({ table, meanings, onDone }: CheckProps) {
  const [state, setState] = useState<ImportState | 'all'>('all');
  const [checked, setChecked] = useState<{ meanings: Meanings; preview: ImportPreview } | null>(null);
  const preview = useCommand('preview_client_import');
  const run = useCommand('run_client_import');
  const progress = useProgress(preview.isPending || run.isPending);
  const look = (wanted: ImportState | 'all') => {
    setState(wanted);
    const request = {
      id: table.id,
      meanings,
      state: wanted === 'all' ? null : wanted,
      page: { offset: 0, limit: SHOWN },
    };
    preview.mutate(request, { onSuccess: (answer) => setChecked({ meanings, preview: answer }), onError: quiet });
  };
  const fresh = checked?.meanings === meanings ? checked.preview : null;
  const start = () => run.mutate({ id: table.id, meanings }, { onSuccess: onDone, onError: quiet });
  return (
    <Panel
      title="Проверка"
      actions={
        fresh ? (
          <Button onClick={start} loading={run.isPending} disabled={fresh.new === 0}>
            Загрузить {counted(fresh.new, 'клиента', 'клиентов', 'клиентов')}
          </Button>
        ) : (
          <Button
            onClick={() => look('all')}
            loading={preview.isPending}
            disabled={meanings.every((meaning) => meaning === null)}
          >
            Проверить
          </Button>
        )
      }
    >
      <Stack gap="md">
        {progress && <Running {...progress} />}
        {fresh ? (
          <>
            <SegmentedControl
              style={{ alignSelf: 'flex-start' }}
              aria-label="Какие строки показать"
              data={[
                { value: 'all', label: `Все ${fresh.new + fresh.duplicate + fresh.invalid}` },
                { value: 'new', label: `Новые ${fresh.new}` },
                { value: 'duplicate', label: `Уже есть ${fresh.duplicate}` },
                { value: 'invalid', label: `С ошибками ${fresh.invalid}` },
              ]}
              value={state}
              onChange={(value) => look(value as ImportState | 'all')}
            />
            <PreviewTable preview={fresh} />
          </>
        ) : (
          <Text c="dimmed">
            Покажем, кто добавится, кто уже есть в клиентах и в каких строках ошибки. До кнопки «Загрузить» ничего не
            записывается.
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

/** A person's own stop is no failure. */
function quiet(error: CommandError): void {
  if (error.code === 'cancelled') {
    tell('Остановлено. Ничего не записано.');
  } else {
    complain(error);
  }
}

function useProgress(isRunning: boolean): { done: number; total: number } | null {
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  useEffect(() => {
    if (!isRunning) {
      setProgress(null);
      return;
    }
    return backend.onEvent((event) => {
      if (event.event === 'client_import') {
        setProgress({ done: event.done, total: event.total });
      }
    });
  }, [isRunning]);
  return progress;
}

function Running({ done, total }: { done: number; total: number }) {
  const cancel = useCommand('cancel_client_import');
  return (
    <Group wrap="nowrap">
      <Progress style={{ flex: 1 }} value={(100 * done) / Math.max(1, total)} aria-label="Ход загрузки" />
      <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        {done} из {total}
      </Text>
      <Button variant="default" size="compact-sm" onClick={() => cancel.mutate({}, { onError: complain })}>
        Остановить
      </Button>
    </Group>
  );
}

function PreviewTable({ preview }: { preview: ImportPreview }) {
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>Строка</th>
            <th>Итог</th>
            <th>Клиент</th>
            <th>Рождение</th>
            <th>Телефон, e-mail</th>
            <th>Документы</th>
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row) => (
            <tr key={row.number}>
              <td>{row.number}</td>
              <td>
                <Text size="sm" fw={600} c={stateColor[row.state]}>
                  {stateName[row.state]}
                </Text>
              </td>
              <td>
                {row.name}
                {row.reasons.map((reason) => (
                  <Text key={reason} size="sm" c={stateColor[row.state]}>
                    {reason}
                  </Text>
                ))}
              </td>
              <td>{date(row.birth_date)}</td>
              <td>
                {row.phones.split(', ').map(phone).join(', ')}
                <Text size="sm" c="dimmed">
                  {row.emails}
                </Text>
              </td>
              <td>{row.documents}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {preview.total > preview.rows.length && (
        <Text size="sm" c="dimmed" mt="xs">
          Показаны первые {preview.rows.length} из {preview.total}.
        </Text>
      )}
      {preview.total === 0 && (
        <Text c="dimmed" mt="xs">
          Таких строк нет.
        </Text>
      )}
    </div>
  );
}

function Done({ table, done, onAgain }: { table: ClientTable; done: ClientImportRow; onAgain: () => void }) {
  const refused = useCommand('refused_client_rows');
  const leftOut = done.duplicates + done.invalid;
  const save = () =>
    refused.mutate(
      { id: table.id },
      {
        onSuccess: ({ name, mime, base64 }) =>
          void backend.saveBytes(name, mime, base64).catch((error) => complain(CommandError.from(error))),
        onError: complain,
      },
    );
  return (
    <Panel title="Готово">
      <Stack gap="md" align="flex-start">
        <Text size="lg" fw={600}>
          Добавлено: {counted(done.added, 'клиент', 'клиента', 'клиентов')}
        </Text>
        {leftOut > 0 && (
          <Text>
            Не загружено: {counted(leftOut, 'строка', 'строки', 'строк')} ({done.duplicates} уже есть, {done.invalid} с
            ошибками).
          </Text>
        )}
        <Group>
          <Button onClick={() => go('/clients')}>К списку клиентов</Button>
          {leftOut > 0 && (
            <Button variant="default" loading={refused.isPending} onClick={save}>
              Сохранить эти строки с причинами
            </Button>
          )}
          <UndoButton row={done} onUndone={onAgain} />
        </Group>
      </Stack>
    </Panel>
  );
}

function UndoButton({ row, onUndone }: { row: ClientImportRow; onUndone?: () => void }) {
  const undo = useCommand('undo_client_import');
  const run = () =>
    undo.mutate(
      { id: row.id },
      {
        onSuccess: ({ removed, kept }) => {
          const rest = kept === 0 ? '' : `, оставлено ${kept}: с ними уже работали`;
          tell(`Импорт отменён: удалено ${removed}${rest}`);
          onUndone?.();
        },
        onError: complain,
      },
    );
  return (
    <Button variant="subtle" color="red" loading={undo.isPending} onClick={run}>
      Отменить импорт
    </Button>
  );
}

function Earlier() {
  const imports = useCommandQuery('list_client_imports', {});
  if (!imports.isSuccess || imports.data.rows.length === 0) {
    return null;
  }
  return (
    <Panel title="Прежние загрузки">
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>Когда, МСК</th>
              <th>Файл</th>
              <th>Добавлено</th>
              <th>Кто</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {imports.data.rows.map((row) => (
              <tr key={row.id}>
                <td>{moscowMinute(row.finished_at)}</td>
                <td>{row.file_name}</td>
                <td>{row.added}</td>
                <td>{row.author}</td>
                <td>
                  {row.undone_at ? (
                    <Text size="sm" c="dimmed">
                      отменена {moscowMinute(row.undone_at)}
                    </Text>
                  ) : (
                    <UndoButton row={row} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
