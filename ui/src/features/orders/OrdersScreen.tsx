import { Button, CloseButton, Kbd, Text, TextInput } from '@mantine/core';
import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { IconBeach, IconPlus, IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { go } from '../../app/leaving';
import { queryClient, queryKey, useCommand } from '../../app/query';
import { counted } from '../../shared/format';
import { BY_PLACE } from '../../shared/hotkeys';
import { complain } from '../../shared/notices';
import screen from '../../shared/Screen.module.css';
import { Empty, Failure, Waiting } from '../../shared/states';
import classes from './Orders.module.css';
import { OrdersGrid } from './OrdersGrid';
import { useOrderRows } from './useOrderRows';
import { keepView, loadView, sortBy } from './view';

/** «Заявки»: the grid of orders. */
export function OrdersScreen() {
  const [view, setView] = useState(() => loadView(localStorage));
  const [search] = useDebouncedValue(view.search, 120);
  const [visible, setVisible] = useState({ first: 0, last: 0 });
  const searchBox = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const { head, total, rowAt } = useOrderRows({ ...view, search }, visible.first, visible.last);
  const create = useCommand('create_order');

  useEffect(() => keepView(localStorage, view), [view]);

  const createOrder = () => {
    if (create.isPending) {
      return;
    }
    create.mutate(
      {},
      {
        onSuccess: (details) => {
          queryClient.setQueryData(queryKey('get_order', { id: details.order.id }), details);
          go(`/orders/${details.order.id}`);
        },
        onError: complain,
      },
    );
  };
  useHotkeys(
    [
      ['mod+N', createOrder, BY_PLACE],
      ['mod+F', () => searchBox.current?.select(), BY_PLACE],
    ],
    [],
  );

  return (
    <div className={classes.screen}>
      <header className={classes.head}>
        <h1 className={screen.title}>Заявки</h1>
        <TextInput
          ref={searchBox}
          className={classes.search}
          aria-label="Поиск заявок"
          placeholder="Номер, фамилия, телефон, страна"
          leftSection={<IconSearch size={18} stroke={1.5} />}
          rightSection={
            view.search !== '' && (
              <CloseButton size="sm" aria-label="Очистить поиск" onClick={() => setView({ ...view, search: '' })} />
            )
          }
          value={view.search}
          onChange={(event) => setView({ ...view, search: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') {
              event.preventDefault();
              grid.current?.focus();
            }
          }}
        />
        <Text c="dimmed" size="sm" className={classes.count} role="status">
          {head.isSuccess && total > 0 && counted(total, 'заявка', 'заявки', 'заявок')}
        </Text>
        <Button leftSection={<IconPlus size={18} />} loading={create.isPending} onClick={createOrder} title="Ctrl+N">
          Новая заявка
        </Button>
      </header>
      <div className={classes.panel}>
        {head.isPending ? (
          <Waiting text="Заявки загружаются" />
        ) : head.isError ? (
          <Failure error={head.error} onRetry={() => void head.refetch()} />
        ) : total > 0 ? (
          <OrdersGrid
            ref={grid}
            total={total}
            rowAt={rowAt}
            view={view}
            onSort={(sort) => setView(sortBy(view, sort))}
            onVisible={setVisible}
          />
        ) : search === '' ? (
          <Empty
            icon={<IconBeach size={44} stroke={1.25} />}
            title="Заявок пока нет"
            action={
              <Button mt="xs" onClick={createOrder} leftSection={<IconPlus size={18} />}>
                Создать первую заявку
              </Button>
            }
          >
            Создайте заявку, заполните заказчика и тур, и из неё получится договор. Быстрая клавиша: <Kbd>Ctrl</Kbd>{' '}
            <Kbd>N</Kbd>
          </Empty>
        ) : (
          <Empty
            icon={<IconSearch size={44} stroke={1.25} />}
            title={`По запросу «${search}» ничего не нашлось`}
            action={
              <Button mt="xs" variant="default" onClick={() => setView({ ...view, search: '' })}>
                Показать все заявки
              </Button>
            }
          >
            Ищем по номеру заявки и договора, фамилии, телефону и стране.
          </Empty>
        )}
      </div>
    </div>
  );
}
