import { Button, Group, SegmentedControl, Select, Tabs, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useKeptView } from '../../app/keptView';
import { NO_RIGHT, useRight } from '../../app/me';
import { queryOptions, useCommand, useCommandQuery } from '../../app/query';
import type { Finance } from '../../bindings/Finance';
import type { FinanceFilter } from '../../bindings/FinanceFilter';
import type { FinanceTable } from '../../bindings/FinanceTable';
import type { PeriodOf } from '../../bindings/PeriodOf';
import { backend } from '../../lib/backend';
import { CommandError } from '../../lib/backend/error';
import { DateField } from '../../shared/DateField';
import { money } from '../../shared/format';
import { complain } from '../../shared/notices';
import screen from '../../shared/Screen.module.css';
import { Failure, Waiting } from '../../shared/states';
import classes from './Finance.module.css';
import { MonthsPanel } from './MonthsPanel';
import { Commission, Debts, Payments } from './tables';
import { type FinanceView, periods, readView } from './view';

/** «Финансы»: money of the whole office. */
export function FinanceScreen() {
  const isAllowed = useRight('money');
  return isAllowed ? (
    <Office />
  ) : (
    <div className={screen.page}>
      <h1 className={screen.title}>Финансы</h1>
      <Text c="dimmed">{NO_RIGHT}</Text>
    </div>
  );
}

function Office() {
  const { kept, view, change } = useKeptView('finance', readView);
  const { filter, table } = view;
  const finance = useQuery<Finance, CommandError>({
    ...queryOptions('get_finance', { filter }),
    placeholderData: keepPreviousData,
  });
  if (kept.isPending || finance.isPending) {
    return <Waiting />;
  }
  if (finance.isError) {
    return <Failure error={finance.error} onRetry={() => void finance.refetch()} />;
  }
  const sums = finance.data;
  const show = (next: FinanceTable) => change((now) => ({ ...now, table: next }));
  return (
    <div className={screen.wideScreen}>
      <Group justify="space-between" mb="md">
        <h1 className={screen.title}>Финансы</h1>
        <Export filter={filter} table={table} />
      </Group>
      <Filters filter={filter} today={sums.today} onChange={(next) => change((now) => ({ ...now, filter: next }))} />
      <div className={classes.cards}>
        <Card title="Получено" sum={sums.payments.first} onClick={() => show('payments')} />
        <Card title="Выплачено" sum={sums.payments.second} onClick={() => show('payments')} />
        <Card title="Долги туристов" sum={sums.tourist_debts.first} onClick={() => show('tourist_debts')} />
        <Card title="Долги туроператорам" sum={sums.operator_debts.first} onClick={() => show('operator_debts')} />
        <Card title="Просрочено" sum={sums.overdue.second} isBad onClick={() => show('overdue')} />
        <Card title="Комиссия, план" sum={sums.commission.first} onClick={() => show('commission')} />
        <Card title="Комиссия, факт" sum={sums.commission.second} onClick={() => show('commission')} />
      </div>
      <MonthsPanel months={sums.months} periodOf={filter.period_of} />
      <Tabs value={table} onChange={(value) => value && show(value as FinanceTable)} keepMounted={false} mt="lg">
        <Tabs.List mb="sm" aria-label="Таблицы">
          <Tabs.Tab value="payments">Платежи {sums.payments.rows}</Tabs.Tab>
          <Tabs.Tab value="tourist_debts">Долги туристов {sums.tourist_debts.rows}</Tabs.Tab>
          <Tabs.Tab value="operator_debts">Долги туроператорам {sums.operator_debts.rows}</Tabs.Tab>
          <Tabs.Tab value="overdue">Просрочено {sums.overdue.rows}</Tabs.Tab>
          <Tabs.Tab value="overpaid">К возврату {sums.overpaid.rows}</Tabs.Tab>
          <Tabs.Tab value="commission">Комиссия {sums.commission.rows}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="payments">
          <Payments filter={filter} />
        </Tabs.Panel>
        <Tabs.Panel value="tourist_debts">
          <Debts filter={filter} debts="tourists" today={sums.today} />
        </Tabs.Panel>
        <Tabs.Panel value="operator_debts">
          <Debts filter={filter} debts="operators" today={sums.today} />
        </Tabs.Panel>
        <Tabs.Panel value="overdue">
          <Debts filter={filter} debts="overdue" today={sums.today} />
        </Tabs.Panel>
        <Tabs.Panel value="overpaid">
          <Debts filter={filter} debts="overpaid" today={sums.today} />
        </Tabs.Panel>
        <Tabs.Panel value="commission">
          <Commission filter={filter} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

interface CardProps {
  title: string;
  sum: number;
  isBad?: boolean;
  onClick: () => void;
}

function Card({ title, sum, isBad, onClick }: CardProps) {
  return (
    <button type="button" className={classes.card} data-bad={(isBad && sum > 0) || undefined} onClick={onClick}>
      <span>{title}</span>
      <b>{money(sum)}</b>
    </button>
  );
}

function Export({ filter, table }: FinanceView) {
  const run = useCommand('export_finance');
  const mayExport = useRight('export');
  const save = () =>
    run.mutate(
      { filter, table },
      {
        onSuccess: ({ name, mime, base64 }) =>
          void backend.saveBytes(name, mime, base64).catch((error) => complain(CommandError.from(error))),
        onError: complain,
      },
    );
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={18} stroke={1.5} />}
      disabled={!mayExport}
      title={mayExport ? 'Таблица, которая открыта, со всеми строками' : NO_RIGHT}
      loading={run.isPending}
      onClick={save}
    >
      Выгрузить в Excel
    </Button>
  );
}

interface FiltersProps {
  filter: FinanceFilter;
  today: string;
  onChange: (filter: FinanceFilter) => void;
}

function Filters({ filter, today, onChange }: FiltersProps) {
  const choices = useCommandQuery('get_finance_choices', {});
  const staff = useCommandQuery('list_staff', {});
  const usual = periods(today);
  const chosen = usual.find(({ from, to }) => from === filter.from && to === filter.to)?.title ?? '';
  return (
    <Group mb="md" gap="sm" align="flex-end">
      <SegmentedControl
        aria-label="По какой дате период"
        data={[
          { value: 'payment', label: 'По дате платежа' },
          { value: 'tour_start', label: 'По началу тура' },
        ]}
        value={filter.period_of}
        onChange={(value) => onChange({ ...filter, period_of: value as PeriodOf })}
      />
      <Select
        w={150}
        label="Период"
        placeholder="Свой"
        data={usual.map(({ title }) => title)}
        value={chosen === '' ? null : chosen}
        onChange={(title) => {
          const period = usual.find((one) => one.title === title);
          if (period) {
            onChange({ ...filter, from: period.from, to: period.to });
          }
        }}
      />
      <DateField w={136} label="С" value={filter.from} onChange={(from) => onChange({ ...filter, from })} />
      <DateField w={136} label="По" value={filter.to} onChange={(to) => onChange({ ...filter, to })} />
      <Select
        w={190}
        label="Менеджер"
        placeholder="Все"
        clearable
        searchable
        data={choices.data?.managers ?? []}
        value={filter.manager}
        onChange={(manager) => onChange({ ...filter, manager })}
      />
      <Select
        w={190}
        label="Туроператор"
        placeholder="Все"
        clearable
        searchable
        data={(choices.data?.operators ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.operator}
        onChange={(operator) => onChange({ ...filter, operator })}
      />
      {(staff.data?.offices.length ?? 0) > 0 && (
        <Select
          w={160}
          label="Офис"
          placeholder="Все"
          clearable
          data={(staff.data?.offices ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={filter.office}
          onChange={(office) => onChange({ ...filter, office })}
        />
      )}
    </Group>
  );
}
