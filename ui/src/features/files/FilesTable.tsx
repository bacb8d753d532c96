import { ActionIcon, Anchor, Badge, Checkbox, Group, Table, Text } from '@mantine/core';
import { IconDownload, IconExternalLink, IconPencil } from '@tabler/icons-react';
import type { FileRow } from '../../bindings/FileRow';
import { backend } from '../../lib/backend';
import { CommandError } from '../../lib/backend/error';
import { fileSize, moscowMinute } from '../../shared/format';
import { complain } from '../../shared/notices';

interface Props {
  files: FileRow[];
  chosen: ReadonlySet<string>;
  onToggle: (ids: string[], isOn: boolean) => void;
  onLook: (file: FileRow) => void;
  onChange: (file: FileRow) => void;
}

/** Files of an order with what can be done with each. */
export function FilesTable({ files, chosen, onToggle, onLook, onChange }: Props) {
  const count = files.filter(({ id }) => chosen.has(id)).length;
  return (
    <Table.ScrollContainer minWidth={700}>
      <Table verticalSpacing={6} highlightOnHover aria-label="Файлы">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={40}>
              <Checkbox
                aria-label="Все файлы"
                checked={count === files.length}
                indeterminate={count > 0 && count < files.length}
                onChange={(event) =>
                  onToggle(
                    files.map(({ id }) => id),
                    event.currentTarget.checked,
                  )
                }
              />
            </Table.Th>
            <Table.Th>Название файла</Table.Th>
            <Table.Th w={170}>Тип</Table.Th>
            <Table.Th w={130}>Кому виден</Table.Th>
            <Table.Th w={170}>Добавлен</Table.Th>
            <Table.Th w={104} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {files.map((file) => (
            <Table.Tr key={file.id}>
              <Table.Td>
                <Checkbox
                  aria-label={`Выбрать: ${file.name}`}
                  checked={chosen.has(file.id)}
                  onChange={(event) => onToggle([file.id], event.currentTarget.checked)}
                />
              </Table.Td>
              <Table.Td>
                <Anchor component="button" type="button" ta="left" onClick={() => onLook(file)}>
                  {file.name}
                </Anchor>
                <Group gap={6}>
                  <Text size="xs" c="dimmed">
                    {fileSize(file.size)}
                  </Text>
                  {file.sealed && <Badge color="green">подписан</Badge>}
                  {file.dangerous && (
                    <Badge color="red" title="Программа его не открывает: только сохранить">
                      может быть опасен
                    </Badge>
                  )}
                  {file.same_as !== null && (
                    <Badge color="gray" title={file.same_as}>
                      копия «{file.same_as}»
                    </Badge>
                  )}
                </Group>
              </Table.Td>
              <Table.Td>{file.kind}</Table.Td>
              <Table.Td>
                {file.for_tourist ? <Badge>для туриста</Badge> : <Badge color="gray">только вам</Badge>}
              </Table.Td>
              <Table.Td>
                {moscowMinute(file.added_at)}
                <Text size="xs" c="dimmed" truncate maw={160} title={file.added_by}>
                  {file.added_by}
                </Text>
              </Table.Td>
              <Table.Td>
                <Actions file={file} onChange={() => onChange(file)} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Actions({ file, onChange }: { file: FileRow; onChange: () => void }) {
  const run = (action: Promise<void>) => void action.catch((error) => complain(CommandError.from(error)));
  return (
    <ActionIcon.Group>
      <ActionIcon
        variant="subtle"
        aria-label={`Открыть: ${file.name}`}
        title={file.dangerous ? 'Такой файл программа не открывает: сохраните его и проверьте' : 'Открыть'}
        disabled={file.dangerous}
        onClick={() => run(backend.openFile(file.id))}
      >
        <IconExternalLink size={18} stroke={1.5} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        aria-label={`Сохранить: ${file.name}`}
        title="Сохранить как"
        onClick={() => run(backend.saveFile(file.id))}
      >
        <IconDownload size={18} stroke={1.5} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        aria-label={`Изменить: ${file.name}`}
        title={file.sealed ? 'Подписанный договор не меняется' : 'Название, тип, кому виден'}
        disabled={file.sealed}
        onClick={onChange}
      >
        <IconPencil size={18} stroke={1.5} />
      </ActionIcon>
    </ActionIcon.Group>
  );
}
