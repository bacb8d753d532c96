// A virtual grid cannot be made of table elements: rows are placed by hand. It keeps the roles of a table and has the focus as a whole.
// biome-ignore-all lint/a11y/useSemanticElements: see above
// biome-ignore-all lint/a11y/useFocusableInteractive: see above
// biome-ignore-all lint/a11y/useKeyWithClickEvents: see above

import { Checkbox } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import { go } from '../../app/leaving';
import type { ClientRow } from '../../bindings/ClientRow';
import type { ClientSortBy } from '../../bindings/ClientSortBy';
import type { ClientWish } from '../../bindings/ClientWish';
import classes from './Clients.module.css';
import { type Column, columns } from './columns';

const ROW_HEIGHT = 42;

interface Props {
  scroller: RefObject<HTMLDivElement | null>;
  total: number;
  rowAt: (index: number) => ClientRow | undefined;
  view: ClientWish;
  chosen: ReadonlySet<string>;
  onChoose: (id: string) => void;
  onSort: (sort: ClientSortBy) => void;
  onVisible: (range: { first: number; last: number }) => void;
}

/** The list of clients: draws only the rows in sight; arrows move, Enter opens, Space chooses. */
export function ClientsGrid({ scroller, total, rowAt, view, chosen, onChoose, onSort, onVisible }: Props) {
  const [active, setActive] = useState(0);
  const isWide = useMediaQuery('(min-width: 1240px)', true, { getInitialValueInEffect: false });
  const shown = columns.filter(({ isExtra }) => isWide || !isExtra);
  const tracks = `36px ${shown.map(({ width }) => width).join(' ')}`;
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
    } else if (event.target === scroller.current && row && event.key === 'Enter') {
      go(`/clients/${row.id}`);
    } else if (event.target === scroller.current && row && event.key === ' ') {
      event.preventDefault();
      onChoose(row.id);
    }
  };

  return (
    <div
      ref={scroller}
      className={classes.grid}
      role="grid"
      aria-label="Клиенты"
      aria-rowcount={total + 1}
      aria-activedescendant={rowAt(active) ? `client-${active}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className={classes.heading}>
        <div role="row" aria-rowindex={1} className={classes.row} style={{ gridTemplateColumns: tracks }}>
          <div role="columnheader" className={classes.cell} aria-label="Отметка" />
          {shown.map((column) => (
            <Heading key={column.key} column={column} view={view} onSort={onSort} />
          ))}
        </div>
      </div>
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map(({ key, index, start }) => {
          const row = rowAt(index);
          return (
            <div
              key={key}
              id={`client-${index}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={index === active}
              className={`${classes.row} ${classes.body}`}
              style={{ gridTemplateColumns: tracks, transform: `translateY(${start}px)` }}
              onClick={() => row && go(`/clients/${row.id}`)}
            >
              <div role="gridcell" className={classes.cell} onClick={(event) => event.stopPropagation()}>
                {row && (
                  <Checkbox
                    size="xs"
                    tabIndex={-1}
                    aria-label={`Отметить: ${row.name}`}
                    checked={chosen.has(row.id)}
                    onChange={() => onChoose(row.id)}
                  />
                )}
              </div>
              {shown.map((column) => (
                <div key={column.key} role="gridcell" className={classes.cell} data-column={column.key}>
                  {row ? column.cell(row) : <span className={classes.ghost} />}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Heading({ column, view, onSort }: { column: Column } & Pick<Props, 'view' | 'onSort'>) {
  const { sort, title } = column;
  const isSorted = sort !== undefined && view.sort === sort;
  return (
    <div
      role="columnheader"
      className={classes.cell}
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
}
