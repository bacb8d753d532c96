import { Badge, Button, CloseButton, FileButton, Group, SegmentedControl, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBuildingAirport, IconDownload, IconPlus, IconSearch, IconUpload } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { go } from '../../app/leaving';
import { queryOptions, useCommand } from '../../app/query';
import type { Directory } from '../../bindings/Directory';
import type { DirectoryRow } from '../../bindings/DirectoryRow';
import type { ListDirectory } from '../../bindings/ListDirectory';
import type { OperatorImport } from '../../bindings/OperatorImport';
import type { OperatorSort } from '../../bindings/OperatorSort';
import { backend } from '../../lib/backend';
import { CommandError } from '../../lib/backend/error';
import { counted } from '../../shared/format';
import { newId } from '../../shared/ids';
import { tourKind } from '../../shared/labels';
import { complain } from '../../shared/notices';
import { readBase64 } from '../../shared/readBase64';
import screen from '../../shared/Screen.module.css';
import { SortHead } from '../../shared/SortHead';
import { Empty, Failure, Waiting } from '../../shared/states';
import { GuaranteeBadge } from './GuaranteeBadge';
import { ImportDialog } from './ImportDialog';

/** «Туроператоры»: the directory. */
export function OperatorsScreen() {
  const [view, setView] = useState<ListDirectory>({ search: '', sort: 'name', descending: false, archived: false });
  const [search] = useDebouncedValue(view.search, 120);
  const directory = useQuery<Directory, CommandError>({
    ...queryOptions('list_directory', { ...view, search }),
    placeholderData: keepPreviousData,
  });
  const sort = (by: OperatorSort) => setView({ ...view, sort: by, descending: view.sort === by && !view.descending });
  return (
    <div className={screen.wideScreen}>
      <Group justify="space-between" mb="md" gap="sm">
        <h1 className={screen.title}>Туроператоры</h1>
        <Exchange />
      </Group>
      <Group mb="md" gap="sm">
        <TextInput
          w={380}
          aria-label="Поиск туроператоров"
          placeholder="Название, номер в реестре, ИНН, телефон"
          leftSection={<IconSearch size={18} stroke={1.5} />}
          rightSection={
            view.search !== '' && (
              <CloseButton size="sm" aria-label="Очистить поиск" onClick={() => setView({ ...view, search: '' })} />
            )
          }
          value={view.search}
          onChange={(event) => setView({ ...view, search: event.currentTarget.value })}
        />
        <SegmentedControl
          aria-label="Какие показать"
          data={[
            { value: 'active', label: 'В работе' },
            { value: 'archived', label: `Архив ${directory.data?.archived ?? ''}` },
          ]}
          value={view.archived ? 'archived' : 'active'}
          onChange={(value) => setView({ ...view, archived: value === 'archived' })}
        />
        <Text c="dimmed" size="sm" role="status">
          {directory.data && counted(directory.data.rows.length, 'туроператор', 'туроператора', 'туроператоров')}
        </Text>
      </Group>
      <div className={screen.panel}>
        {directory.isPending ? (
          <Waiting />
        ) : directory.isError ? (
          <Failure error={directory.error} onRetry={() => void directory.refetch()} />
        ) : directory.data.rows.length > 0 ? (
          <Rows rows={directory.data.rows} view={view} onSort={sort} />
        ) : (
          <Nothing isSearch={search !== ''} isArchive={view.archived} />
        )}
      </div>
    </div>
  );
}

function Nothing({ isSearch, isArchive }: { isSearch: boolean; isArchive: boolean }) {
  if (isSearch) {
    return (
      <Empty icon={<IconSearch size={44} stroke={1.25} />} title="Ничего не нашлось">
        Ищем по названию, номеру в реестре, ИНН, ОГРН, телефону, почте и агентскому договору.
      </Empty>
    );
  }
  return (
    <Empty icon={<IconBuildingAirport size={44} stroke={1.25} />} title={isArchive ? 'Архив пуст' : 'Справочник пуст'}>
      {isArchive
        ? 'Сюда попадают туроператоры, которых больше не предлагают в заявках.'
        : 'Добавьте туроператора или загрузите справочник из файла. В заявку попадёт копия его реквизитов и финобеспечения.'}
    </Empty>
  );
}

/** Adding, and the directory as a file. */
function Exchange() {
  const [file, setFile] = useState<{ base64: string; preview: OperatorImport } | null>(null);
  const preview = useCommand('preview_operators');
  const write = useCommand('export_operators');
  const read = (chosen: File | null) => {
    if (chosen) {
      void readBase64(chosen).then((base64) =>
        preview.mutate({ base64 }, { onSuccess: (rows) => setFile({ base64, preview: rows }), onError: complain }),
      );
    }
  };
  const save = () =>
    write.mutate(
      {},
      {
        onSuccess: ({ name, mime, base64 }) =>
          void backend.saveBytes(name, mime, base64).catch((error) => complain(CommandError.from(error))),
        onError: complain,
      },
    );
  return (
    <Group gap="xs">
      <FileButton onChange={read} accept="application/json,.json">
        {(button) => (
          <Button
            {...button}
            variant="default"
            leftSection={<IconUpload size={18} stroke={1.5} />}
            loading={preview.isPending}
          >
            Загрузить из файла
          </Button>
        )}
      </FileButton>
      <Button
        variant="default"
        leftSection={<IconDownload size={18} stroke={1.5} />}
        loading={write.isPending}
        onClick={save}
      >
        Выгрузить
      </Button>
      <Button leftSection={<IconPlus size={18} />} onClick={() => go(`/operators/${newId()}/new`)}>
        Новый туроператор
      </Button>
      {file && <ImportDialog {...file} onClose={() => setFile(null)} />}
    </Group>
  );
}

interface RowsProps {
  rows: DirectoryRow[];
  view: ListDirectory;
  onSort: (sort: OperatorSort) => void;
}

function Rows({ rows, view, onSort }: RowsProps) {
  const head = { view, onSort };
  return (
    <Table.ScrollContainer minWidth={880}>
      <Table verticalSpacing="xs" highlightOnHover aria-label="Туроператоры">
        <Table.Thead>
          <Table.Tr>
            <SortHead {...head} sort="name">
              Туроператор
            </SortHead>
            <SortHead {...head} sort="registry_number" width={130}>
              Реестр
            </SortHead>
            <Table.Th w={200}>Сферы</Table.Th>
            <SortHead {...head} sort="guarantee" width={230}>
              Финобеспечение сегодня
            </SortHead>
            <Table.Th w={180}>Агентский договор</Table.Th>
            <SortHead {...head} sort="orders" width={90}>
              Заявки
            </SortHead>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ operator, guarantee, problems, orders }) => (
            <Table.Tr key={operator.id}>
              <Table.Td>
                <Link href={`/operators/${operator.id}`} className={screen.link}>
                  {operator.short_name.trim() === '' ? operator.full_name : operator.short_name}
                </Link>
                {problems > 0 && (
                  <Badge ml={8} color="red">
                    {`Исправить: ${problems}`}
                  </Badge>
                )}
              </Table.Td>
              <Table.Td>{operator.registry_number}</Table.Td>
              <Table.Td>{operator.scope.map((kind) => tourKind[kind]).join(', ')}</Table.Td>
              <Table.Td>
                <GuaranteeBadge state={guarantee} />
              </Table.Td>
              <Table.Td>{operator.agency_agreement_number}</Table.Td>
              <Table.Td>{orders === 0 ? '' : orders}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
