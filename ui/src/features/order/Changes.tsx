import { Table } from '@mantine/core';
import classes from './Order.module.css';

interface Props {
  changes: { label: string; before: string; after: string }[];
  /** What the sides are called. */
  before: string;
  after: string;
}

/** Fields and their values on two sides. */
export function Changes({ changes, before, after }: Props) {
  return (
    <Table verticalSpacing={6} aria-label="Что изменилось" layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="34%">Поле</Table.Th>
          <Table.Th>{before}</Table.Th>
          <Table.Th>{after}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changes.map((change, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two records may have fields of one name, and the list is only read.
          <Table.Tr key={index} className={classes.change}>
            <Table.Td>{change.label}</Table.Td>
            <Table.Td className={classes.old}>{change.before || '—'}</Table.Td>
            <Table.Td>{change.after || '—'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
