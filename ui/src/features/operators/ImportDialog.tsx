import { Badge, Button, Group, Modal, ScrollArea, Stack, Table, Text } from '@mantine/core';
import { useCommand } from '../../app/query';
import type { ImportOutcome } from '../../bindings/ImportOutcome';
import type { OperatorImport } from '../../bindings/OperatorImport';
import { counted } from '../../shared/format';
import { complain, tell } from '../../shared/notices';

const OUTCOME: Record<ImportOutcome, { text: string; color: string }> = {
  added: { text: 'Добавится', color: 'green' },
  changed: { text: 'Обновится', color: 'sea' },
  same: { text: 'Без изменений', color: 'gray' },
  refused: { text: 'Пропущен', color: 'red' },
};

interface Props {
  base64: string;
  preview: OperatorImport;
  onClose: () => void;
}

/** What an import will do, before it does it. */
export function ImportDialog({ base64, preview, onClose }: Props) {
  const run = useCommand('import_operators');
  const count = (outcome: ImportOutcome) => preview.rows.filter((row) => row.outcome === outcome).length;
  const changing = count('added') + count('changed');
  const load = () =>
    run.mutate(
      { base64 },
      {
        onSuccess: () => {
          tell(`Справочник обновлён: ${counted(changing, 'карточка', 'карточки', 'карточек')}`);
          onClose();
        },
        onError: complain,
      },
    );
  return (
    <Modal
      opened
      onClose={onClose}
      size={820}
      title="Загрузка справочника"
      closeButtonProps={{ 'aria-label': 'Закрыть окно' }}
    >
      <Stack>
        <Text>
          Новых: {count('added')}, обновится: {count('changed')}, без изменений: {count('same')}, пропущено:{' '}
          {count('refused')}. Карточки узнаются по номеру в реестре или ИНН.
        </Text>
        <ScrollArea.Autosize mah={420}>
          <Table verticalSpacing={6} aria-label="Записи файла">
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={48}>№</Table.Th>
                <Table.Th w={150}>Что будет</Table.Th>
                <Table.Th>Туроператор</Table.Th>
                <Table.Th>Подробности</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {preview.rows.map((row) => (
                <Table.Tr key={row.place}>
                  <Table.Td>{row.place}</Table.Td>
                  <Table.Td>
                    <Badge color={OUTCOME[row.outcome].color}>{OUTCOME[row.outcome].text}</Badge>
                  </Table.Td>
                  <Table.Td>{row.name === '' ? '—' : row.name}</Table.Td>
                  <Table.Td c="dimmed" fz="sm">
                    {row.reason !== '' ? row.reason : row.changes.map(({ label }) => label).join(', ')}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" onClick={onClose}>
            Отмена
          </Button>
          <Button disabled={changing === 0} loading={run.isPending} onClick={load} data-autofocus>
            Загрузить
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
