import { ActionIcon, Button, Menu, Table, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { PaymentDue } from '../../bindings/PaymentDue';
import { counted, money } from '../../shared/format';
import { newId } from '../../shared/ids';
import { tell } from '../../shared/notices';
import { Star } from '../../shared/Star';
import { DayField, SumField, TextField } from './fields';
import { useIssue } from './issues';
import classes from './Order.module.css';
import { split } from './split';

interface Props {
  /** Path of the list: `price.schedule`. */
  anchor: string;
  title: string;
  schedule: PaymentDue[];
  /** What the lines are to add up to. */
  total: number | null;
  onChange: (change: (schedule: PaymentDue[]) => PaymentDue[]) => void;
}

const PARTS = [2, 3, 4, 6];

/** «График платежей»: who wants to pay by parts, and whether the parts add up. */
export function ScheduleTable({ anchor, title, schedule, total, onChange }: Props) {
  const issue = useIssue(anchor, schedule);
  const planned = schedule.reduce((sum, line) => sum + (line.sum ?? 0), 0);
  const rest = total === null ? null : total - planned;
  const set = (id: string, patch: Partial<PaymentDue>) =>
    onChange((list) => list.map((line) => (line.id === id ? { ...line, ...patch } : line)));
  const add = () => onChange((list) => [...list, { ...emptyLine(), sum: rest !== null && rest > 0 ? rest : null }]);
  const divide = (parts: number) => {
    if (total !== null) {
      const sums = split(total, parts);
      onChange((list) => sums.map((sum, index) => ({ ...(list[index] ?? emptyLine()), sum })));
    }
  };
  const remove = (line: PaymentDue, index: number) => {
    onChange((list) => list.filter(({ id }) => id !== line.id));
    tell('Платёж убран из графика', {
      label: 'Вернуть',
      run: () => onChange((list) => list.toSpliced(index, 0, line)),
    });
  };
  return (
    <section className={classes.service} aria-label={title} data-anchor={anchor}>
      <header className={classes.serviceHead}>
        <h3>
          {title} {issue && <Star level={issue.level} size={13} isDecorative />}
        </h3>
        <Remainder rest={schedule.length === 0 ? null : rest} />
        <span className={classes.grow} />
        <Divide total={total} lines={schedule.length} onDivide={divide} />
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={16} />}
          aria-label={`Добавить платёж: ${title}`}
          onClick={add}
        >
          Добавить платёж
        </Button>
      </header>
      {issue && (rest === null || rest === 0) && (
        <Text size="sm" c={issue.level === 'warning' ? 'dimmed' : 'var(--mantine-color-error)'}>
          {issue.reason}
        </Text>
      )}
      {schedule.length > 0 && (
        <Table className={classes.schedule} verticalSpacing={4} aria-label={title}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={170}>Сумма</Table.Th>
              <Table.Th w={170}>Срок</Table.Th>
              <Table.Th>Примечание</Table.Th>
              <Table.Th w={44} aria-label="Действия" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {schedule.map((line, index) => {
              const at = (key: keyof PaymentDue, label: string) => ({
                anchor: `${anchor}.${line.id}.${key}`,
                label: `${label} ${index + 1}`,
                isBare: true,
              });
              return (
                <Table.Tr key={line.id}>
                  <Table.Td>
                    <SumField {...at('sum', 'Сумма')} value={line.sum} onChange={(sum) => set(line.id, { sum })} />
                  </Table.Td>
                  <Table.Td>
                    <DayField {...at('by', 'Срок')} value={line.by} onChange={(by) => set(line.id, { by })} />
                  </Table.Td>
                  <Table.Td>
                    <TextField
                      {...at('note', 'Примечание')}
                      value={line.note}
                      onChange={(note) => set(line.id, { note })}
                    />
                  </Table.Td>
                  <Table.Td>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={`Убрать платёж ${index + 1}`}
                      title="Убрать платёж"
                      onClick={() => remove(line, index)}
                    >
                      <IconTrash size={18} stroke={1.5} />
                    </ActionIcon>
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}

/** What of the total the lines leave over, or are too much by. */
function Remainder({ rest }: { rest: number | null }) {
  if (rest === null) {
    return null;
  }
  return (
    <span className={rest === 0 ? classes.quiet : classes.amiss} role="status">
      {rest === 0
        ? 'распределено всё'
        : rest > 0
          ? `осталось распределить ${money(rest)}`
          : `больше цены на ${money(-rest)}`}
    </span>
  );
}

interface DivideProps {
  total: number | null;
  lines: number;
  onDivide: (parts: number) => void;
}

/** «Разделить поровну»: between the lines there are, or into so many new ones. */
function Divide({ total, lines, onDivide }: DivideProps) {
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          disabled={total === null}
          title={total === null ? 'Сначала укажите общую сумму' : ''}
        >
          Разделить поровну
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {lines > 0 && <Menu.Item onClick={() => onDivide(lines)}>Между строками графика: {lines}</Menu.Item>}
        {PARTS.filter((parts) => parts > lines).map((parts) => (
          <Menu.Item key={parts} onClick={() => onDivide(parts)}>
            На {counted(parts, 'платёж', 'платежа', 'платежей')}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function emptyLine(): PaymentDue {
  return { id: newId(), sum: null, by: null, note: '' };
}
