// Cells of a virtual grid are placed by hand and keep the roles of a table.
// biome-ignore-all lint/a11y/useSemanticElements: see above
// biome-ignore-all lint/a11y/useFocusableInteractive: see above
// biome-ignore-all lint/a11y/noStaticElementInteractions: the edge is for the pointer; the title's keys do the same

import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { OrderSort } from '../../bindings/OrderSort';
import type { Column } from './columns';
import { follow } from './follow';
import classes from './Grid.module.css';

/** Pixels one press of Shift with an arrow widens a column by. */
const WIDTH_STEP = 16;
/** A pointer that has come less far has clicked. */
const CLICK = 6;

interface Props {
  columns: Column[];
  template: string;
  sort: OrderSort;
  descending: boolean;
  ticked: 'none' | 'some' | 'all';
  onTickAll: () => void;
  onSort: (sort: OrderSort) => void;
  onMove: (key: string, to: number) => void;
  onResize: (key: string, width: number | null) => void;
}

/** Titles of the columns: a click sorts, pulling moves, the right edge changes the width. */
export function GridHeading({ columns, template, ticked, onTickAll, ...rest }: Props) {
  return (
    <div role="rowgroup" className={classes.heading}>
      <div role="row" aria-rowindex={1} className={classes.row} style={{ gridTemplateColumns: template }}>
        <div role="columnheader" className={`${classes.cell} ${classes.tick}`}>
          <Checkbox
            size="xs"
            aria-label="Выбрать все заявки"
            checked={ticked === 'all'}
            indeterminate={ticked === 'some'}
            onChange={onTickAll}
          />
        </div>
        {columns.map((column, index) => (
          <Title key={column.key} column={column} index={index} {...rest} />
        ))}
        <div role="columnheader" className={classes.cell} aria-label="Действия" />
      </div>
    </div>
  );
}

type TitleProps = Omit<Props, 'columns' | 'template' | 'ticked' | 'onTickAll'> & { column: Column; index: number };

function Title({ column, index, sort, descending, onSort, onMove, onResize }: TitleProps) {
  const { key, title, isNumeric } = column;
  const cell = useRef<HTMLDivElement>(null);
  const wasMoved = useRef(false);
  const [distance, setDistance] = useState<number | null>(null);
  const isSorted = column.sort !== undefined && sort === column.sort;

  const move = (event: PointerEvent<HTMLElement>) => {
    wasMoved.current = false;
    if (event.button !== 0 || index === 0) {
      return;
    }
    let to = index;
    follow(
      event,
      (moved, x) => {
        if (wasMoved.current || Math.abs(moved) > CLICK) {
          wasMoved.current = true;
          to = placeAt(cell.current, x);
          setDistance(moved);
        }
      },
      (isDropped) => {
        setDistance(null);
        if (isDropped && wasMoved.current) {
          onMove(key, to);
        }
      },
    );
  };
  const widen = (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation();
    const width = cell.current?.offsetWidth ?? 0;
    follow(
      event,
      (moved) => onResize(key, width + moved),
      () => {},
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined || !(event.altKey || event.shiftKey)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) {
      onResize(key, (cell.current?.offsetWidth ?? 0) + step * WIDTH_STEP);
    } else {
      onMove(key, index + step);
    }
  };

  return (
    <div
      ref={cell}
      role="columnheader"
      data-column={key}
      className={classes.cell}
      data-numeric={isNumeric || undefined}
      data-pinned={index === 0 || undefined}
      data-moving={distance !== null || undefined}
      style={distance === null ? undefined : { transform: `translateX(${distance}px)` }}
      aria-sort={isSorted ? (descending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className={classes.sort}
        aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight Shift+ArrowLeft Shift+ArrowRight"
        title={`${title}: щелчок сортирует, Alt+← → переставляет, Shift+← → меняет ширину`}
        onPointerDown={move}
        onKeyDown={onKeyDown}
        onClick={() => column.sort !== undefined && !wasMoved.current && onSort(column.sort)}
      >
        <span>{title}</span>
        {isSorted && (descending ? <IconArrowDown size={14} /> : <IconArrowUp size={14} />)}
      </button>
      <span className={classes.edge} onPointerDown={widen} onDoubleClick={() => onResize(key, null)} />
    </div>
  );
}

/** The column the pointer is over, counted without the tick. */
function placeAt(moving: HTMLElement | null, x: number): number {
  const titles = [...(moving?.parentElement?.querySelectorAll<HTMLElement>('[data-column]') ?? [])];
  const others = titles.filter((title) => title !== moving);
  return others.filter((title) => {
    const { left, width } = title.getBoundingClientRect();
    return x > left + width / 2;
  }).length;
}
