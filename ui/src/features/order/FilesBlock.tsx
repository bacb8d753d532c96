import { ActionIcon, Anchor, Table, Text } from '@mantine/core';
import { IconDownload, IconExternalLink } from '@tabler/icons-react';
import type { FileRow } from '../../bindings/FileRow';
import { backend } from '../../lib/backend';
import { CommandError } from '../../lib/backend/error';
import { fileSize, moscowMinute } from '../../shared/format';
import { complain } from '../../shared/notices';
import { Panel } from '../../shared/Panel';

/** «Файлы» of an order. */
export function FilesBlock({ files }: { files: FileRow[] }) {
  const run = (action: Promise<void>) => void action.catch((error) => complain(CommandError.from(error)));
  return (
    <Panel title="Файлы" id="files">
      {files.length === 0 ? (
        <Text c="dimmed">Здесь появится подписанный договор.</Text>
      ) : (
        <Table verticalSpacing="xs" captionSide="top">
          <Table.Caption ta="left" mt={0} mb={6}>
            Файлы, которые видны только вам
          </Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={150}>Дата добавления</Table.Th>
              <Table.Th>Название файла</Table.Th>
              <Table.Th w={160}>Тип</Table.Th>
              <Table.Th w={96}>Действия</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {files.map((file) => (
              <Table.Tr key={file.id}>
                <Table.Td>{moscowMinute(file.added_at)}</Table.Td>
                <Table.Td>
                  <Anchor component="button" type="button" ta="left" onClick={() => run(backend.openFile(file.id))}>
                    {file.name}
                  </Anchor>{' '}
                  <Text span size="sm" c="dimmed">
                    {fileSize(file.size)}
                  </Text>
                </Table.Td>
                <Table.Td>{file.kind}</Table.Td>
                <Table.Td>
                  <ActionIcon.Group>
                    <ActionIcon
                      variant="subtle"
                      aria-label={`Открыть: ${file.name}`}
                      title="Открыть"
                      onClick={() => run(backend.openFile(file.id))}
                    >
                      <IconExternalLink size={18} stroke={1.5} />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      aria-label={`Сохранить: ${file.name}`}
                      title="Сохранить копию"
                      onClick={() => run(backend.saveFile(file.id))}
                    >
                      <IconDownload size={18} stroke={1.5} />
                    </ActionIcon>
                  </ActionIcon.Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
