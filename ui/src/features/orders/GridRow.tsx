// Rows of a virtual grid are placed by hand and keep the roles of a table; the grid has the focus as a whole.
// biome-ignore-all lint/a11y/useSemanticElements: see above
// biome-ignore-all lint/a11y/useFocusableInteractive: see above
// biome-ignore-all lint/a11y/useKeyWithClickEvents: see above

import { Checkbox } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import type { OrderRow } from '../../bindings/OrderRow';
import type { Column } from './columns';
import classes from './Grid.module.css';

interface Props {
  columns: Column[];
  template: string;
  index: number;
  top: number;
  /** Not there until its slice has come. */
  row: OrderRow | undefined;
  isActive: boolean;
  isTicked: boolean;
  onOpen: (index: number) => void;
  onTick: (index: number, reaches: boolean) => void;
  onMenu: (index: number, event: MouseEvent) => void;
}

/** One order: a click opens it, the box ticks it, the right button shows what can be done. */
export function GridRow({ columns, template, index, top, row, isActive, isTicked, onOpen, onTick, onMenu }: Props) {
  return (
    <div
      id={`order-${index}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isTicked}
      data-active={isActive || undefined}
      className={`${classes.row} ${classes.body}`}
      style={{ gridTemplateColumns: template, transform: `translateY(${top}px)` }}
      onClick={(event) =>
        event.ctrlKey || event.metaKey || event.shiftKey ? onTick(index, event.shiftKey) : onOpen(index)
      }
      // Shift would mark the text between two clicks
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu(index, event);
      }}
    >
      <div role="gridcell" className={`${classes.cell} ${classes.tick}`} onClick={(event) => event.stopPropagation()}>
        {row && (
          <Checkbox
            size="xs"
            tabIndex={-1}
            aria-label={`Выбрать заявку ${row.number}`}
            checked={isTicked}
            onChange={() => {}}
            onClick={(event) => onTick(index, event.shiftKey)}
          />
        )}
      </div>
      {columns.map(({ key, cell, isNumeric }, place) => {
        const shown = row && cell(row);
        return (
          <div
            key={key}
            role="gridcell"
            className={classes.cell}
            data-numeric={isNumeric || undefined}
            data-pinned={place === 0 || undefined}
            title={typeof shown === 'string' ? shown : undefined}
          >
            {row ? shown : <span className={classes.ghost} />}
          </div>
        );
      })}
      <div role="gridcell" className={classes.cell}>
        {row && (
          <button
            type="button"
            tabIndex={-1}
            className={classes.more}
            aria-label={`Действия с заявкой ${row.number}`}
            onClick={(event) => {
              event.stopPropagation();
              onMenu(index, event);
            }}
          >
            <IconDots size={18} stroke={1.5} />
          </button>
        )}
      </div>
    </div>
  );
}
