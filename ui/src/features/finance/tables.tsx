import { Group, Pagination, Table, Text } from '@mantine/core';
import { IconCash } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { queryOptions } from '../../app/query';
import type { CommissionLines } from '../../bindings/CommissionLines';
import type { DebtLines } from '../../bindings/DebtLines';
import type { Debts as WhichDebts } from '../../bindings/Debts';
import type { FinanceFilter } from '../../bindings/FinanceFilter';
import type { OrderOfLine } from '../../bindings/OrderOfLine';
import type { PaymentLines } from '../../bindings/PaymentLines';
import type { Totals } from '../../bindings/Totals';
import type { CommandError } from '../../lib/backend/error';
import { counted, date, money } from '../../shared/format';
import { paymentDirection, paymentMethod } from '../../shared/labels';
import screen from '../../shared/Screen.module.css';
import { Empty, Failure, Waiting } from '../../shared/states';
import classes from './Finance.module.css';

const LIMIT = 50;

type Answer = { totals: Totals };

interface FrameProps<A extends Answer> {
  answer: { data: A | undefined; error: CommandError | null; refetch: () => void };
  page: number;
  onPage: (page: number) => void;
  empty: string;
  children: (data: A) => ReactNode;
}

/** What every table has around its rows: waiting, failure, emptiness, pages. */
function Frame<A extends Answer>({ answer, page, onPage, empty, children }: FrameProps<A>) {
  const { data, error } = answer;
  if (error) {
    return <Failure error={error} onRetry={answer.refetch} />;
  }
  if (!data) {
    return <Waiting />;
  }
  if (data.totals.rows === 0) {
    return (
      <div className={screen.panel}>
        <Empty icon={<IconCash size={44} stroke={1.25} />} title={empty}>
          Измените период или фильтры.
        </Empty>
      </div>
    );
  }
  return (
    <>
      <div className={screen.panel}>
        <Table.ScrollContainer minWidth={980}>{children(data)}</Table.ScrollContainer>
      </div>
      <Group justify="space-between" mt="sm">
        <Text c="dimmed" size="sm">
          {counted(data.totals.rows, 'строка', 'строки', 'строк')}
        </Text>
        {data.totals.rows > LIMIT && (
          <Pagination
            total={Math.ceil(data.totals.rows / LIMIT)}
            value={page}
            onChange={onPage}
            getControlProps={(control) => ({ 'aria-label': PAGING[control] })}
          />
        )}
      </Group>
    </>
  );
}

const PAGING: Record<'first' | 'previous' | 'next' | 'last', string> = {
  first: 'Первая страница',
  previous: 'Предыдущая страница',
  next: 'Следующая страница',
  last: 'Последняя страница',
};

/** The page of a table; another filter begins at the first one. */
function usePage(filter: FinanceFilter) {
  const [state, setState] = useState({ filter, page: 1 });
  const page = state.filter === filter ? state.page : 1;
  return {
    page,
    slice: { offset: (page - 1) * LIMIT, limit: LIMIT },
    onPage: (next: number) => setState({ filter, page: next }),
  };
}

function OrderHeads() {
  return (
    <>
      <Table.Th w={110}>Заявка</Table.Th>
      <Table.Th>Заказчик</Table.Th>
      <Table.Th w={170}>Туроператор</Table.Th>
      <Table.Th w={110}>Начало тура</Table.Th>
    </>
  );
}

function OrderCells({ order }: { order: OrderOfLine }) {
  return (
    <>
      <Table.Td>
        <Link href={`/orders/${order.id}/at/payments`} className={screen.link}>
          {order.number}
        </Link>
      </Table.Td>
      <Table.Td>
        {order.customer}
        <Text size="xs" c="dimmed">
          {order.manager}
        </Text>
      </Table.Td>
      <Table.Td>{order.operator}</Table.Td>
      <Table.Td>{date(order.tour_start)}</Table.Td>
    </>
  );
}

function Sum({ children, isBad }: { children: number | null; isBad?: boolean }) {
  return (
    <Table.Td ta="right" className={classes.sum} data-bad={(isBad && children !== 0) || undefined}>
      {children === null ? '' : money(children)}
    </Table.Td>
  );
}

function SumHead({ children }: { children: string }) {
  return (
    <Table.Th w={130} ta="right">
      {children}
    </Table.Th>
  );
}

/** «Платежи». */
export function Payments({ filter }: { filter: FinanceFilter }) {
  const { page, slice, onPage } = usePage(filter);
  const answer = useQuery<PaymentLines, CommandError>({
    ...queryOptions('list_finance_payments', { filter, page: slice }),
    placeholderData: keepPreviousData,
  });
  return (
    <Frame answer={answer} page={page} onPage={onPage} empty="Платежей нет">
      {({ rows, totals }) => (
        <Table verticalSpacing={6} highlightOnHover aria-label="Платежи">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={100}>Дата</Table.Th>
              <OrderHeads />
              <Table.Th w={190}>Платёж</Table.Th>
              <SumHead>Получено</SumHead>
              <SumHead>Выплачено</SumHead>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((line) => {
              const isReceived = line.direction === 'from_tourist' || line.direction === 'refund_from_operator';
              return (
                <Table.Tr key={line.id}>
                  <Table.Td>{date(line.date)}</Table.Td>
                  <OrderCells order={line.order} />
                  <Table.Td>
                    {paymentDirection[line.direction]}
                    <Text size="xs" c="dimmed">
                      {[paymentMethod[line.method], line.document, line.note].filter((part) => part !== '').join(', ')}
                    </Text>
                  </Table.Td>
                  <Sum>{isReceived ? line.sum : null}</Sum>
                  <Sum>{isReceived ? null : line.sum}</Sum>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
          <TotalRow before={6} sums={[totals.first, totals.second]} />
        </Table>
      )}
    </Frame>
  );
}

const DEBTS: Record<WhichDebts, { title: string; empty: string }> = {
  tourists: { title: 'Долги туристов', empty: 'Туристы ничего не должны' },
  operators: { title: 'Долги туроператорам', empty: 'Туроператорам ничего не должны' },
  overdue: { title: 'Просрочено', empty: 'Просроченных платежей нет' },
  overpaid: { title: 'К возврату', empty: 'Возвращать нечего' },
};

interface DebtsProps {
  filter: FinanceFilter;
  debts: WhichDebts;
  today: string;
}

/** A table of debts. */
export function Debts({ filter, debts, today }: DebtsProps) {
  const { page, slice, onPage } = usePage(filter);
  const answer = useQuery<DebtLines, CommandError>({
    ...queryOptions('list_debts', { filter, debts, page: slice }),
    placeholderData: keepPreviousData,
  });
  const isBoth = debts === 'overdue' || debts === 'overpaid';
  return (
    <>
      {filter.period_of === 'payment' && filter.to !== null && debts !== 'overpaid' && (
        <Text size="sm" c="dimmed" mb="xs">
          Показаны долги со сроком до {date(filter.to)} и долги без срока.
        </Text>
      )}
      <Frame answer={answer} page={page} onPage={onPage} empty={DEBTS[debts].empty}>
        {({ rows, totals }) => (
          <Table verticalSpacing={6} highlightOnHover aria-label={DEBTS[debts].title}>
            <Table.Thead>
              <Table.Tr>
                <OrderHeads />
                {isBoth && <Table.Th w={120}>Чей платёж</Table.Th>}
                <Table.Th w={100}>Срок</Table.Th>
                <SumHead>План</SumHead>
                <SumHead>Оплачено</SumHead>
                <SumHead>{debts === 'overpaid' ? 'К возврату' : 'Долг'}</SumHead>
                <SumHead>Просрочено</SumHead>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((line) => (
                <Table.Tr key={`${line.order.id}${line.side}`}>
                  <OrderCells order={line.order} />
                  {isBoth && <Table.Td>{line.side === 'tourist' ? 'туриста' : 'туроператору'}</Table.Td>}
                  <Table.Td
                    className={classes.sum}
                    data-bad={(line.due_by !== null && line.due_by < today) || undefined}
                  >
                    {date(line.due_by)}
                  </Table.Td>
                  <Sum>{line.planned}</Sum>
                  <Sum>{line.paid}</Sum>
                  <Sum>{Math.abs(line.planned - line.paid)}</Sum>
                  <Sum isBad>{line.overdue}</Sum>
                </Table.Tr>
              ))}
            </Table.Tbody>
            <TotalRow before={isBoth ? 8 : 7} sums={[Math.abs(totals.first), totals.second]} />
          </Table>
        )}
      </Frame>
    </>
  );
}

/** «Комиссия». */
export function Commission({ filter }: { filter: FinanceFilter }) {
  const { page, slice, onPage } = usePage(filter);
  const answer = useQuery<CommissionLines, CommandError>({
    ...queryOptions('list_commission', { filter, page: slice }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs">
        План: вознаграждение из заявки или цена минус сумма туроператору. Факт: получено от туриста минус оплачено
        туроператору{filter.period_of === 'payment' ? ' за период' : ''}.
      </Text>
      <Frame answer={answer} page={page} onPage={onPage} empty="Комиссии нет">
        {({ rows, totals }) => (
          <Table verticalSpacing={6} highlightOnHover aria-label="Комиссия">
            <Table.Thead>
              <Table.Tr>
                <OrderHeads />
                <SumHead>Цена</SumHead>
                <SumHead>Туроператору</SumHead>
                <SumHead>План</SumHead>
                <SumHead>Факт</SumHead>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((line) => (
                <Table.Tr key={line.order.id}>
                  <OrderCells order={line.order} />
                  <Sum>{line.total}</Sum>
                  <Sum>{line.net}</Sum>
                  <Sum>{line.plan}</Sum>
                  <Sum>{line.fact}</Sum>
                </Table.Tr>
              ))}
            </Table.Tbody>
            <TotalRow before={6} sums={[totals.first, totals.second]} />
          </Table>
        )}
      </Frame>
    </>
  );
}

/** Sums of all rows, also of those on other pages. */
function TotalRow({ before, sums }: { before: number; sums: number[] }) {
  return (
    <Table.Tfoot>
      <Table.Tr>
        <Table.Th colSpan={before}>Итого</Table.Th>
        {sums.map((sum, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the sums of a table stand in their columns.
          <Table.Th key={index} ta="right" className={classes.sum}>
            {money(sum)}
          </Table.Th>
        ))}
      </Table.Tr>
    </Table.Tfoot>
  );
}
