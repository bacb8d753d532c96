import { Tabs } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { queryOptions } from '../../app/query';
import type { OrderCount } from '../../bindings/OrderCount';
import type { OrderFilter } from '../../bindings/OrderFilter';
import type { OrderTab } from '../../bindings/OrderTab';
import type { CommandError } from '../../lib/backend/error';
import { integer } from '../../shared/format';
import { options } from '../../shared/labels';
import { TABS } from './filter';
import classes from './Orders.module.css';

interface Props {
  /** What is asked for; each tab tells how much of it it holds. */
  filter: OrderFilter;
  tab: OrderTab;
  onChange: (tab: OrderTab) => void;
}

/** «Все заявки · Мои · Запросы на расчёт · Архивные · Корзина». */
export function OrdersTabs({ filter, tab, onChange }: Props) {
  return (
    <Tabs value={tab} onChange={(next) => next !== null && onChange(next as OrderTab)} className={classes.tabs}>
      <Tabs.List aria-label="Какие заявки">
        {options(TABS).map(({ value, label }) => (
          <Tabs.Tab key={value} value={value} aria-controls="orders-panel">
            {label} <Count filter={{ ...filter, tab: value }} />
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}

function Count({ filter }: { filter: OrderFilter }) {
  const count = useQuery<OrderCount, CommandError>({
    ...queryOptions('count_orders', { filter }),
    placeholderData: keepPreviousData,
  });
  return <span className={classes.tabCount}>{count.data && integer(count.data.total)}</span>;
}
