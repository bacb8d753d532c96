import { Table } from '@mantine/core';
import type { FieldChange } from '../../bindings/FieldChange';

interface Props {
  changes: FieldChange[];
  before: string;
  after: string;
}

/** Fields that differ, one beside the other. */
export function Changes({ changes, before, after }: Props) {
  return (
    <Table verticalSpacing={6} aria-label="Отличия">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="32%">Поле</Table.Th>
          <Table.Th>{before}</Table.Th>
          <Table.Th>{after}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changes.map((change) => (
          <Table.Tr key={change.field}>
            <Table.Td>{change.label}</Table.Td>
            <Table.Td c="dimmed">{change.before === '' ? '—' : change.before}</Table.Td>
            <Table.Td fw={500}>{change.after === '' ? '—' : change.after}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
