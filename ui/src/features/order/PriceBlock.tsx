import { Anchor, Text } from '@mantine/core';
import { memo } from 'react';
import type { Price } from '../../bindings/Price';
import { money } from '../../shared/format';
import { paymentMethod } from '../../shared/labels';
import { Panel } from '../../shared/Panel';
import screen from '../../shared/Screen.module.css';
import { ChoiceField, DayField, LongTextField, SuggestField, SumField, TextField } from './fields';
import classes from './Order.module.css';
import { ScheduleTable } from './ScheduleTable';
import type { Edit } from './useOrderDraft';

const CURRENCIES = ['EUR', 'USD', 'CNY', 'TRY', 'AED', 'THB', 'BYN', 'KZT'];

interface Props {
  price: Price;
  /** The total as the contract spells it; empty until it is known. */
  inWords: string;
  edit: Edit;
}

/** «Стоимость и оплата»: what the tourist pays and when, and what stays with the agency. */
export const PriceBlock = memo(function PriceBlock({ price, inWords, edit }: Props) {
  const set = (patch: Partial<Price>) => edit('price', (value) => ({ ...value, ...patch }));
  const at = (key: keyof Price) => ({ anchor: `price.${key}` });
  const rest = price.total === null ? null : price.total - (price.prepayment ?? 0);
  const margin = price.total === null || price.operator_total === null ? null : price.total - price.operator_total;
  return (
    <Panel
      title="Стоимость и оплата"
      id="price"
      actions={rest !== null && price.prepayment !== null && <Text c="dimmed">Остаток после аванса {money(rest)}</Text>}
    >
      <div className={screen.fields}>
        <div className={screen.wide}>
          <SumField {...at('total')} label="Общая цена" value={price.total} onChange={(total) => set({ total })} />
          {inWords !== '' && (
            <Text size="xs" c="dimmed" className={classes.under}>
              {inWords}
            </Text>
          )}
        </div>
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
        <SumField
          {...at('discount')}
          label="Скидка"
          hint="Уже вычтена из цены"
          value={price.discount}
          onChange={(discount) => set({ discount })}
        />
        <SumField
          {...at('bonus')}
          label="Бонусы"
          hint="Уже вычтены из цены"
          value={price.bonus}
          onChange={(bonus) => set({ bonus })}
        />
        <LongTextField
          {...at('included')}
          label="Что входит и не входит в цену"
          hint="Услуги тура печатаются отдельно; здесь — курортный сбор, доплаты, оговорки"
          isFull
          value={price.included}
          onChange={(included) => set({ included })}
        />
        <h3 className={screen.subhead}>Цена в валюте — для справки, договор в рублях</h3>
        <SuggestField
          {...at('currency')}
          label="Валюта"
          suggestions={CURRENCIES}
          hint="EUR"
          value={price.currency}
          onChange={(currency) => set({ currency: currency.toUpperCase() })}
        />
        <TextField
          {...at('in_currency')}
          label="Цена в валюте"
          hint="2 150,00"
          value={price.in_currency}
          onChange={(in_currency) => set({ in_currency })}
        />
        <TextField
          {...at('rate')}
          label="Курс, руб."
          hint="98,45"
          value={price.rate}
          onChange={(rate) => set({ rate })}
        />
      </div>
      <ScheduleTable
        anchor="price.schedule"
        title="График платежей туриста"
        schedule={price.schedule}
        total={price.total}
        onChange={(change) => edit('price', (value) => ({ ...value, schedule: change(value.schedule) }))}
      />
      <section className={classes.internal} aria-label="Только для агентства">
        <div className={screen.fields}>
          <h3 className={screen.subhead}>Только для агентства — не печатается</h3>
          <SumField
            {...at('operator_total')}
            label="К оплате туроператору"
            value={price.operator_total}
            onChange={(operator_total) => set({ operator_total })}
          />
          <div>
            <SumField
              {...at('commission')}
              label="Вознаграждение агентства"
              value={price.commission}
              onChange={(commission) => set({ commission })}
            />
            {margin !== null && margin > 0 && margin !== price.commission && (
              <Anchor
                component="button"
                type="button"
                size="xs"
                className={classes.under}
                onClick={() => set({ commission: margin })}
              >
                Подставить разницу: {money(margin)}
              </Anchor>
            )}
          </div>
        </div>
        <ScheduleTable
          anchor="price.operator_schedule"
          title="График платежей туроператору"
          schedule={price.operator_schedule}
          total={price.operator_total}
          onChange={(change) =>
            edit('price', (value) => ({ ...value, operator_schedule: change(value.operator_schedule) }))
          }
        />
      </section>
    </Panel>
  );
});
