// A virtual grid cannot be made of table elements: rows are placed by hand. It keeps the roles of a table and has the focus as a whole.
// biome-ignore-all lint/a11y/useSemanticElements: see above

import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { OrderRow } from '../../bindings/OrderRow';
import type { OrderSort } from '../../bindings/OrderSort';
import { type ColumnState, tracks } from './columnState';
import type { Column } from './columns';
import classes from './Grid.module.css';
import { GridHeading } from './GridHeading';
import { GridRow } from './GridRow';
import { placeIn, remember } from './place';
import type { Selection } from './selection';

const ROW_HEIGHT = 42;
/** Room for the box before the columns and the button after them. */
const TICK_WIDTH = 36;
const MORE_WIDTH = 36;
/** What the bar of actions covers at the bottom. */
const BAR_HEIGHT = 76;
/** Room at the edges of a row. */
const ROW_PADDING = 8;

export interface MenuPoint {
  index: number;
  x: number;
  y: number;
}

interface Props {
  ref: Ref<HTMLDivElement>;
  /** What is listed: another list begins at its top, the same one where it was left. */
  list: string;
  total: number;
  rowAt: (index: number) => OrderRow | undefined;
  columns: Column[];
  columnState: ColumnState;
  sort: OrderSort;
  descending: boolean;
  selection: Selection;
  isEverythingTicked: boolean;
  onSort: (sort: OrderSort) => void;
  onMoveColumn: (key: string, to: number) => void;
  onResizeColumn: (key: string, width: number | null) => void;
  onVisible: (range: { first: number; last: number }) => void;
  onOpen: (index: number) => void;
  /** With `from`, everything between the row ticked last, or else that one, and this one. */
  onTick: (index: number, from: number | null) => void;
  onTickAll: () => void;
  onTickNone: () => void;
  onMenu: (point: MenuPoint) => void;
  onTrash: (index: number) => void;
}

/** A grid that draws only the rows in sight; arrows move, Enter opens, Space ticks. */
export function OrdersGrid(props: Props) {
  const { ref, list, total, rowAt, columns, columnState, selection, onVisible, onOpen, onTick, onMenu } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(() => Math.min(placeIn(list).active, total - 1));
  useImperativeHandle(ref, () => scroller.current as HTMLDivElement, []);

  const under = selection.ids.size > 0 ? BAR_HEIGHT : 0;
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollPaddingStart: ROW_HEIGHT,
    // the last rows can be scrolled out from under the bar
    scrollPaddingEnd: under,
    paddingEnd: under,
    initialOffset: () => placeIn(list).offset,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onVisible({ first, last }), [first, last, onVisible]);

  // whoever comes back to the list goes on with the arrows at once
  useEffect(() => {
    if (document.activeElement === document.body) {
      scroller.current?.focus({ preventScroll: true });
    }
  }, []);
  const shownList = useRef(list);
  useEffect(() => {
    if (shownList.current !== list) {
      shownList.current = list;
      setActive(0);
      scroller.current?.scrollTo({ top: 0 });
    }
  }, [list]);
  useEffect(() => {
    return () => remember(shownList.current, { offset: virtual.scrollOffset ?? 0, active });
  }, [active, virtual]);

  const move = (to: number) => {
    const index = Math.max(0, Math.min(total - 1, to));
    setActive(index);
    virtual.scrollToIndex(index);
    return index;
  };
  const menuAtRow = (index: number) => {
    const row = document.getElementById(`order-${index}`)?.getBoundingClientRect();
    if (row) {
      onMenu({ index, x: row.left + 60, y: row.bottom });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current) {
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: total - 1,
    };
    const actions = new Map<string, () => void>([
      ['Enter', () => onOpen(active)],
      ['NumpadEnter', () => onOpen(active)],
      ['Space', () => onTick(active, event.shiftKey ? active : null)],
      ['Escape', props.onTickNone],
      ['Delete', () => props.onTrash(active)],
      ['ContextMenu', () => menuAtRow(active)],
    ]);
    if (event.shiftKey) {
      actions.set('F10', () => menuAtRow(active));
    }
    if (event.ctrlKey || event.metaKey) {
      actions.set('KeyA', props.onTickAll);
    }
    const to = steps[event.key];
    const act = actions.get(event.code);
    if (to !== undefined) {
      event.preventDefault();
      const before = active;
      const index = move(to);
      if (event.shiftKey && index !== before) {
        onTick(index, before);
      }
    } else if (act) {
      event.preventDefault();
      act();
    }
  };

  const { template, width } = tracks(columns, columnState);
  const allTracks = `${TICK_WIDTH}px ${template} ${MORE_WIDTH}px`;
  return (
    <div
      ref={scroller}
      className={classes.grid}
      role="grid"
      aria-label="Заявки"
      aria-multiselectable="true"
      aria-rowcount={total + 1}
      aria-colcount={columns.length + 2}
      aria-activedescendant={rowAt(active) ? `order-${active}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div style={{ minWidth: width + TICK_WIDTH + MORE_WIDTH + ROW_PADDING }}>
        <GridHeading
          columns={columns}
          template={allTracks}
          sort={props.sort}
          descending={props.descending}
          ticked={selection.ids.size === 0 ? 'none' : props.isEverythingTicked ? 'all' : 'some'}
          onTickAll={props.isEverythingTicked ? props.onTickNone : props.onTickAll}
          onSort={props.onSort}
          onMove={props.onMoveColumn}
          onResize={props.onResizeColumn}
        />
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map((item) => {
            const row = rowAt(item.index);
            return (
              <GridRow
                key={item.key}
                columns={columns}
                template={allTracks}
                index={item.index}
                top={item.start}
                row={row}
                isActive={item.index === active}
                isTicked={row !== undefined && selection.ids.has(row.id)}
                onOpen={onOpen}
                onTick={(index, reaches) => {
                  setActive(index);
                  onTick(index, reaches ? active : null);
                }}
                onMenu={(index, { clientX, clientY }: MouseEvent) => {
                  setActive(index);
                  onMenu({ index, x: clientX, y: clientY });
                }}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
