import { ActionIcon, Button, Checkbox, Popover, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns3, IconRestore } from '@tabler/icons-react';
import { type ColumnState, DESIGNED, moveColumn, toggleColumn } from './columnState';
import { type Column, columns } from './columns';
import classes from './Orders.module.css';

interface Props {
  shown: Column[];
  state: ColumnState;
  onChange: (state: ColumnState) => void;
}

/** «Столбцы»: which are shown and in which order. */
export function ColumnsMenu({ shown, state, onChange }: Props) {
  const hidden = columns.filter((column) => !shown.includes(column));
  const setKeys = (keys: string[]) => onChange({ ...state, keys });
  return (
    <Popover position="bottom-end" shadow="md" width={310} trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <Tooltip label="Столбцы: какие показывать и в каком порядке">
          <ActionIcon variant="default" size={36} aria-label="Столбцы">
            <IconColumns3 size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0} role="dialog" aria-label="Столбцы">
        <ul className={classes.columnList}>
          {[...shown, ...hidden].map((column) => {
            const at = shown.indexOf(column);
            return (
              <li key={column.key} className={classes.columnLine}>
                <Checkbox
                  size="xs"
                  label={column.title}
                  checked={at >= 0}
                  disabled={at === 0}
                  onChange={() => setKeys(toggleColumn(columns, shown, column.key))}
                />
                {at > 0 && (
                  <span className={classes.columnMoves}>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size="sm"
                      aria-label={`Левее: ${column.title}`}
                      title="Левее"
                      disabled={at === 1}
                      onClick={() => setKeys(moveColumn(shown, column.key, at - 1))}
                    >
                      <IconArrowUp size={15} stroke={1.5} />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size="sm"
                      aria-label={`Правее: ${column.title}`}
                      title="Правее"
                      disabled={at === shown.length - 1}
                      onClick={() => setKeys(moveColumn(shown, column.key, at + 1))}
                    >
                      <IconArrowDown size={15} stroke={1.5} />
                    </ActionIcon>
                  </span>
                )}
              </li>
            );
          })}
        </ul>
        <div className={classes.columnFoot}>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconRestore size={16} stroke={1.5} />}
            disabled={state.keys === null && Object.keys(state.widths).length === 0}
            onClick={() => onChange(DESIGNED)}
          >
            Вернуть исходный вид
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
