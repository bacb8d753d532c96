import { BarChart } from '@mantine/charts';
import { Anchor, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { Month } from '../../bindings/Month';
import type { PeriodOf } from '../../bindings/PeriodOf';
import { money } from '../../shared/format';
import { Panel } from '../../shared/Panel';
import { monthName } from './view';

/** Payments by months as a chart, or as the table a reader of screens needs. */
export function MonthsPanel({ months, periodOf }: { months: Month[]; periodOf: PeriodOf }) {
  const [isTable, setTable] = useState(false);
  const title = periodOf === 'payment' ? 'Платежи по месяцам' : 'Платежи по месяцам начала тура';
  return (
    <Panel
      title={title}
      actions={
        months.length > 0 && (
          <Anchor component="button" type="button" fw={500} aria-pressed={isTable} onClick={() => setTable(!isTable)}>
            {isTable ? 'Показать диаграмму' : 'Показать таблицей'}
          </Anchor>
        )
      }
    >
      {months.length === 0 ? (
        <Text c="dimmed">За этот период платежей нет. Платежи добавляются в заявке, в блоке «Оплаты».</Text>
      ) : isTable ? (
        <Table verticalSpacing={6} aria-label={title}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Месяц</Table.Th>
              <Table.Th ta="right">От туристов</Table.Th>
              <Table.Th ta="right">Туроператорам</Table.Th>
              <Table.Th ta="right">Осталось</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {months.map(({ month, from_tourists, to_operators }) => (
              <Table.Tr key={month}>
                <Table.Td>{monthName(month)}</Table.Td>
                <Table.Td ta="right">{money(from_tourists)}</Table.Td>
                <Table.Td ta="right">{money(to_operators)}</Table.Td>
                <Table.Td ta="right">{money(from_tourists - to_operators)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      ) : (
        <div aria-hidden="true">
          <BarChart
            h={220}
            data={months.map(({ month, from_tourists, to_operators }) => ({
              month: monthName(month),
              'От туристов': from_tourists,
              Туроператорам: to_operators,
            }))}
            dataKey="month"
            series={[
              { name: 'От туристов', color: 'sea.6' },
              { name: 'Туроператорам', color: 'orange.4' },
            ]}
            valueFormatter={(value) => money(value)}
            yAxisProps={{ width: 96 }}
            barChartProps={{ accessibilityLayer: false }}
            barProps={{ isAnimationActive: false, maxBarSize: 44 }}
            withLegend
            gridAxis="y"
          />
        </div>
      )}
    </Panel>
  );
}
