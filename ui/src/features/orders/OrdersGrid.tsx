// A virtual grid cannot be made of table elements: rows are placed by hand. It keeps the roles of a table and has the focus as a whole.
// biome-ignore-all lint/a11y/useSemanticElements: see above
// biome-ignore-all lint/a11y/useFocusableInteractive: see above
// biome-ignore-all lint/a11y/useKeyWithClickEvents: see above

import { useMediaQuery } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { go } from '../../app/leaving';
import type { OrderRow } from '../../bindings/OrderRow';
import type { OrderSort } from '../../bindings/OrderSort';
import { type Column, columns } from './columns';
import classes from './Orders.module.css';
import type { OrdersView } from './view';

const ROW_HEIGHT = 42;
const WIDE = '(min-width: 1240px)';

interface Props {
  ref: Ref<HTMLDivElement>;
  total: number;
  rowAt: (index: number) => OrderRow | undefined;
  view: OrdersView;
  onSort: (sort: OrderSort) => void;
  onVisible: (range: { first: number; last: number }) => void;
}

/** A grid that draws only the rows in sight; arrows move, Enter opens. */
export function OrdersGrid({ ref, total, rowAt, view, onSort, onVisible }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const isWide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false });
  const shown = useMemo(() => columns.filter(({ isExtra }) => isWide || !isExtra), [isWide]);
  useImperativeHandle(ref, () => scroller.current as HTMLDivElement, []);

  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollPaddingStart: ROW_HEIGHT,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onVisible({ first, last }), [first, last, onVisible]);

  const move = (to: number) => {
    const index = Math.max(0, Math.min(total - 1, to));
    setActive(index);
    virtual.scrollToIndex(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: total - 1,
    };
    const to = steps[event.key];
    const row = rowAt(active);
    if (to !== undefined) {
      event.preventDefault();
      move(to);
    } else if (event.key === 'Enter' && event.target === scroller.current && row) {
      go(`/orders/${row.id}`);
    }
  };

  return (
    <div
      ref={scroller}
      className={classes.grid}
      role="grid"
      aria-label="Заявки"
      aria-rowcount={total + 1}
      aria-colcount={shown.length}
      aria-activedescendant={rowAt(active) ? `order-${active}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <Heading columns={shown} view={view} onSort={onSort} />
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map((item) => (
          <Row
            key={item.key}
            columns={shown}
            index={item.index}
            top={item.start}
            row={rowAt(item.index)}
            isActive={item.index === active}
          />
        ))}
      </div>
    </div>
  );
}

function Heading({ columns, view, onSort }: Pick<Props, 'view' | 'onSort'> & { columns: Column[] }) {
  return (
    <div role="rowgroup" className={classes.heading}>
      <div role="row" aria-rowindex={1} className={classes.row} style={{ gridTemplateColumns: tracks(columns) }}>
        {columns.map(({ key, title, sort, isNumeric }) => {
          const isSorted = sort !== undefined && view.sort === sort;
          return (
            <div
              key={key}
              role="columnheader"
              className={classes.cell}
              data-numeric={isNumeric || undefined}
              aria-sort={isSorted ? (view.descending ? 'descending' : 'ascending') : undefined}
            >
              {sort === undefined ? (
                title
              ) : (
                <button type="button" className={classes.sort} onClick={() => onSort(sort)}>
                  {title}
                  {isSorted && (view.descending ? <IconArrowDown size={14} /> : <IconArrowUp size={14} />)}
                </button>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function tracks(columns: Column[]): string {
  return columns.map(({ width }) => width).join(' ');
}

interface RowProps {
  columns: Column[];
  index: number;
  top: number;
  row: OrderRow | undefined;
  isActive: boolean;
}

function Row({ columns, index, top, row, isActive }: RowProps) {
  return (
    <div
      id={`order-${index}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isActive}
      className={`${classes.row} ${classes.body}`}
      style={{ gridTemplateColumns: tracks(columns), transform: `translateY(${top}px)` }}
      onClick={() => row && go(`/orders/${row.id}`)}
    >
      {columns.map(({ key, cell, isNumeric }) => {
        const shown = row && cell(row);
        return (
          <div
            key={key}
            role="gridcell"
            className={classes.cell}
            data-numeric={isNumeric || undefined}
            title={typeof shown === 'string' ? shown : undefined}
          >
            {row ? shown : <span className={classes.ghost} />}
          </div>
        );
      })}
    </div>
  );
}
