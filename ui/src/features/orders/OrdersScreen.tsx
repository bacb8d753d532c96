import { ActionIcon, Button, CloseButton, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedValue, useHotkeys, useMediaQuery } from '@mantine/hooks';
import { IconFileSpreadsheet, IconFilter, IconPlus, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import { useKeptView } from '../../app/keptView';
import { go } from '../../app/leaving';
import { useNewOrder } from '../../app/newOrder';
import { useCommandQuery } from '../../app/query';
import { integer } from '../../shared/format';
import { BY_PLACE } from '../../shared/hotkeys';
import screen from '../../shared/Screen.module.css';
import { Failure, Waiting } from '../../shared/states';
import { BulkBar } from './BulkBar';
import { ColumnsMenu } from './ColumnsMenu';
import { type ColumnState, moveColumn, resizeColumn, shownColumns } from './columnState';
import { columns } from './columns';
import { FilterChips } from './FilterChips';
import { FilterPanel } from './FilterPanel';
import { activeFilters, cleared, isFiltered } from './filter';
import { NoOrders } from './NoOrders';
import classes from './Orders.module.css';
import { type MenuPoint, OrdersGrid } from './OrdersGrid';
import { OrdersTabs } from './OrdersTabs';
import { RowMenu } from './RowMenu';
import { SavedFilters } from './SavedFilters';
import { TripDays } from './TripDays';
import { useOrderActions } from './useOrderActions';
import { useOrderRows } from './useOrderRows';
import { useSelection } from './useSelection';
import { type OrdersView, questionOf, readView, sortBy } from './view';

/** Columns that can be spared are hidden below this. */
const WIDE = '(min-width: 1240px)';
/** Typing is not answered letter by letter. */
const PAUSE = 120;

/** «Заявки»: the grid of orders as it was left. */
export function OrdersScreen() {
  const { kept, view, change } = useKeptView('orders', readView);
  if (kept.isPending) {
    return <Waiting text="Заявки загружаются" />;
  }
  if (kept.isError) {
    return <Failure error={kept.error} onRetry={() => void kept.refetch()} />;
  }
  return <Orders view={view} change={change} />;
}

interface Props {
  view: OrdersView;
  change: (turn: (view: OrdersView) => OrdersView) => void;
}

function Orders({ view, change }: Props) {
  const { filter, sort, descending } = view;
  const [asked] = useDebouncedValue(filter, PAUSE, { leading: true });
  const question = useMemo(() => ({ filter: asked, sort, descending }), [asked, sort, descending]);
  const [inSight, setInSight] = useState({ first: 0, last: 0 });
  const [visible] = useDebouncedValue(inSight, 40, { leading: true });
  const [menu, setMenu] = useState<MenuPoint | null>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const isWide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false });

  const { head, total, rowAt, idsBetween } = useOrderRows(question, visible.first, visible.last);
  const values = useCommandQuery('list_order_values', {});
  const { create, isPending: isCreating } = useNewOrder();
  const { selection, tick, tickAll, tickNone } = useSelection(JSON.stringify(asked), {
    idAt: (index) => rowAt(index)?.id,
    idsBetween,
    total,
  });
  const ids = useMemo(() => [...selection.ids], [selection.ids]);
  const { actions, question: deleting } = useOrderActions(tickNone);

  const shown = useMemo(() => shownColumns(columns, view.columns, isWide), [view.columns, isWide]);
  const setFilter = (next: OrdersView['filter']) => change((now) => ({ ...now, filter: next }));
  const setColumns = (turn: (now: ColumnState) => ColumnState) =>
    change((now) => ({ ...now, columns: turn(now.columns) }));
  const open = useCallback(
    (index: number) => {
      const row = rowAt(index);
      if (row) {
        go(`/orders/${row.id}`);
      }
    },
    [rowAt],
  );
  const exportShown = (only: string[]) =>
    actions.exportTo({ ...question, columns: shown.flatMap((column) => column.exports), only });
  const search = () => searchBox.current?.select();

  useHotkeys(
    [
      ['mod+N', create, BY_PLACE],
      ['mod+F', search, BY_PLACE],
    ],
    [],
  );
  useHotkeys([['Slash', search, BY_PLACE]]);

  const conditions = activeFilters(filter).length;
  const menuRow = menu === null ? undefined : rowAt(menu.index);
  return (
    <div className={classes.screen}>
      <header className={classes.head}>
        <h1 className={screen.title}>Заявки</h1>
        <TextInput
          ref={searchBox}
          className={classes.search}
          aria-label="Поиск заявок"
          placeholder="Номер, фамилия, телефон, паспорт, страна"
          leftSection={<IconSearch size={18} stroke={1.5} />}
          rightSection={
            filter.search !== '' && (
              <CloseButton size="sm" aria-label="Очистить поиск" onClick={() => setFilter({ ...filter, search: '' })} />
            )
          }
          value={filter.search}
          onChange={(event) => setFilter({ ...filter, search: event.currentTarget.value })}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key === 'ArrowDown') {
              event.preventDefault();
              grid.current?.focus();
            } else if (event.key === 'Escape' && filter.search !== '') {
              setFilter({ ...filter, search: '' });
            }
          }}
        />
        <Button
          variant={view.isPanelOpen || conditions > 0 ? 'light' : 'default'}
          leftSection={<IconFilter size={18} stroke={1.5} />}
          aria-expanded={view.isPanelOpen}
          onClick={() => change((now) => ({ ...now, isPanelOpen: !now.isPanelOpen }))}
        >
          Фильтры{conditions > 0 && ` (${integer(conditions)})`}
        </Button>
        <SavedFilters
          saved={view.saved}
          question={questionOf(view)}
          canSave={isFiltered(filter)}
          onChange={(turn) => change((now) => ({ ...now, saved: turn(now.saved) }))}
          onApply={(saved) => change((now) => ({ ...now, ...saved }))}
        />
        <span className={classes.grow} />
        <ColumnsMenu shown={shown} state={view.columns} onChange={(next) => setColumns(() => next)} />
        <Tooltip label="Выгрузить показанное в Excel">
          <ActionIcon
            variant="default"
            size={36}
            aria-label="Выгрузить в Excel"
            loading={actions.isExporting}
            disabled={total === 0}
            onClick={() => exportShown([])}
          >
            <IconFileSpreadsheet size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
        <Button leftSection={<IconPlus size={18} />} loading={isCreating} onClick={create} title="Ctrl+N">
          Новая заявка
        </Button>
      </header>
      <div className={classes.second}>
        <OrdersTabs filter={asked} tab={filter.tab} onChange={(tab) => setFilter({ ...filter, tab })} />
        <TripDays filter={filter} onChange={setFilter} />
      </div>
      {view.isPanelOpen && <FilterPanel filter={filter} values={values.data} onChange={setFilter} />}
      <FilterChips filter={filter} values={values.data} onChange={setFilter} />
      <div className={classes.panel} id="orders-panel" role="tabpanel" aria-label="Список заявок">
        {head.isPending ? (
          <Waiting text="Заявки загружаются" />
        ) : head.isError ? (
          <Failure error={head.error} onRetry={() => void head.refetch()} />
        ) : total > 0 ? (
          <OrdersGrid
            ref={grid}
            list={JSON.stringify(question)}
            total={total}
            rowAt={rowAt}
            columns={shown}
            columnState={view.columns}
            sort={sort}
            descending={descending}
            selection={selection}
            isEverythingTicked={selection.ids.size >= total}
            onSort={(by) => change((now) => sortBy(now, by))}
            onMoveColumn={(key, to) => setColumns((now) => ({ ...now, keys: moveColumn(shown, key, to) }))}
            onResizeColumn={(key, width) => setColumns((now) => resizeColumn(now, key, width))}
            onVisible={setInSight}
            onOpen={open}
            onTick={tick}
            onTickAll={tickAll}
            onTickNone={tickNone}
            onMenu={setMenu}
            onTrash={(index) => {
              const row = rowAt(index);
              const doomed = ids.length > 0 ? ids : row ? [row.id] : [];
              if (doomed.length > 0 && filter.tab !== 'trash') {
                actions.change(doomed, { change: 'trash' });
              }
            }}
          />
        ) : (
          <NoOrders filter={asked} onReset={() => setFilter(cleared(filter))} onCreate={create} />
        )}
        {ids.length > 0 && (
          <BulkBar
            tab={filter.tab}
            ids={ids}
            actions={actions}
            onExport={() => exportShown(ids)}
            onClose={() => {
              tickNone();
              grid.current?.focus();
            }}
          />
        )}
      </div>
      {menu && menuRow && (
        <RowMenu
          row={menuRow}
          x={menu.x}
          y={menu.y}
          actions={actions}
          onOpen={() => open(menu.index)}
          onClose={() => {
            setMenu(null);
            grid.current?.focus();
          }}
        />
      )}
      {deleting}
    </div>
  );
}
