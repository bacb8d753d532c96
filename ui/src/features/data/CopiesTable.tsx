import { Button, Table } from '@mantine/core';
import type { CopyKind } from '../../bindings/CopyKind';
import type { CopyRow } from '../../bindings/CopyRow';
import { fileSize, moscowMinute } from '../../shared/format';
import classes from './Data.module.css';

const KINDS: Record<CopyKind, string> = {
  daily: 'ежедневная',
  exit: 'при закрытии',
  manual: 'вручную',
  migration: 'перед обновлением',
  replacement: 'перед восстановлением',
};

interface Props {
  copies: CopyRow[];
  /** `null` for a person who may not go back. */
  onRestore: ((name: string) => void) | null;
}

/** Copies, newest first. */
export function CopiesTable({ copies, onRestore }: Props) {
  return (
    <div className={classes.copies}>
      <Table verticalSpacing={6} highlightOnHover stickyHeader aria-label="Резервные копии">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Сделана, МСК</Table.Th>
            <Table.Th>Вид</Table.Th>
            <Table.Th className={classes.number}>Заявок</Table.Th>
            <Table.Th className={classes.number}>Размер</Table.Th>
            <Table.Th aria-label="Действия" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {copies.map((copy) => (
            <Table.Tr key={copy.name}>
              <Table.Td>{moscowMinute(copy.made_at)}</Table.Td>
              <Table.Td>{KINDS[copy.kind]}</Table.Td>
              <Table.Td className={classes.number}>{copy.orders}</Table.Td>
              <Table.Td className={classes.number}>{fileSize(copy.size)}</Table.Td>
              <Table.Td>
                <Button
                  size="xs"
                  disabled={onRestore === null}
                  title={onRestore === null ? 'Это может только руководитель' : undefined}
                  variant="subtle"
                  aria-label={`Восстановить копию ${moscowMinute(copy.made_at)}`}
                  onClick={() => onRestore?.(copy.name)}
                >
                  Восстановить
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
