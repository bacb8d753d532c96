import { Text } from '@mantine/core';
import { memo } from 'react';
import type { Price } from '../../bindings/Price';
import { money } from '../../shared/format';
import { paymentMethod } from '../../shared/labels';
import { Panel } from '../../shared/Panel';
import screen from '../../shared/Screen.module.css';
import { ChoiceField, DayField, SumField } from './fields';
import type { Edit } from './useOrderDraft';

/** «Стоимость и оплата». */
export const PriceBlock = memo(function PriceBlock({ price, edit }: { price: Price; edit: Edit }) {
  const set = (patch: Partial<Price>) => edit('price', (value) => ({ ...value, ...patch }));
  const at = (key: keyof Price) => ({ anchor: `price.${key}` });
  const rest = price.total === null ? null : price.total - (price.prepayment ?? 0);
  return (
    <Panel
      title="Стоимость и оплата"
      id="price"
      actions={rest !== null && price.prepayment !== null && <Text c="dimmed">Остаток после аванса {money(rest)}</Text>}
    >
      <div className={screen.fields}>
        <SumField {...at('total')} label="Общая цена" value={price.total} onChange={(total) => set({ total })} />
        <ChoiceField
          {...at('method')}
          label="Способ оплаты"
          labels={paymentMethod}
          value={price.method}
          onChange={(method) => set({ method })}
        />
        <SumField
          {...at('prepayment')}
          label="Аванс"
          hint="Если платят частями"
          value={price.prepayment}
          onChange={(prepayment) => set({ prepayment })}
        />
        <DayField
          {...at('prepayment_by')}
          label="Срок аванса"
          value={price.prepayment_by}
          onChange={(prepayment_by) => set({ prepayment_by })}
        />
        <DayField
          {...at('final_by')}
          label="Окончательная оплата до"
          value={price.final_by}
          onChange={(final_by) => set({ final_by })}
        />
      </div>
    </Panel>
  );
});
