import { Anchor, Button, Select, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { memo } from 'react';
import { useCommandQuery } from '../../app/query';
import type { Guarantee } from '../../bindings/Guarantee';
import type { TourOperator } from '../../bindings/TourOperator';
import { date, dateRange, money } from '../../shared/format';
import { guaranteeKind } from '../../shared/labels';
import { Panel } from '../../shared/Panel';
import screen from '../../shared/Screen.module.css';
import { Star } from '../../shared/Star';
import { ChoiceField, DayField, SumField, TextField } from './fields';
import { useIssue } from './issues';
import { same } from './merge';
import classes from './Order.module.css';
import type { Edit } from './useOrderDraft';

interface Props {
  operator: TourOperator | null;
  isEditing: boolean;
  onEditing: (isEditing: boolean) => void;
  edit: Edit;
}

/** «Туроператор»: chosen from the directory; the order keeps its own copy. */
export const OperatorBlock = memo(function OperatorBlock({ operator, isEditing, onEditing, edit }: Props) {
  const directory = useCommandQuery('list_operators', {});
  const operators = directory.data?.operators ?? [];
  const issue = useIssue('operator', operator);
  const choose = (id: string | null) => {
    const chosen = operators.find((item) => item.id === id);
    if (chosen) {
      edit('operator', () => chosen);
    }
  };
  const known = operators.find(({ id }) => id === operator?.id);
  const names = operators.map(({ id, short_name, full_name }) => ({ value: id, label: short_name || full_name }));
  if (operator && !known) {
    names.unshift({ value: operator.id, label: operator.short_name || operator.full_name });
  }
  return (
    <Panel
      title="Туроператор"
      id="operator"
      actions={
        operator && (
          <>
            {known && !same(known, operator) && (
              <Button variant="subtle" size="compact-sm" onClick={() => edit('operator', () => known)}>
                Обновить из справочника
              </Button>
            )}
            <Anchor
              component="button"
              type="button"
              fw={500}
              aria-expanded={isEditing}
              onClick={() => onEditing(!isEditing)}
            >
              {isEditing ? 'Свернуть' : 'Изменить в этой заявке'}
            </Anchor>
          </>
        )
      }
    >
      <Select
        label={
          <span className={classes.starred}>
            Выбран из справочника {issue && <Star level={issue.level} size={12} isDecorative />}
          </span>
        }
        data-anchor={operator ? undefined : 'operator'}
        placeholder={directory.isSuccess && operators.length === 0 ? 'Справочник пуст' : 'Выберите туроператора'}
        data={names}
        value={operator?.id ?? null}
        onChange={choose}
        searchable
        maw={460}
      />
      {operator &&
        (isEditing ? <OperatorForm operator={operator} edit={edit} /> : <OperatorFacts operator={operator} />)}
    </Panel>
  );
});

function OperatorFacts({ operator }: { operator: TourOperator }) {
  return (
    <dl className={classes.facts} style={{ marginTop: 18 }}>
      <Fact label="Полное наименование" text={operator.full_name} />
      <Fact label="Номер в реестре" text={operator.registry_number} />
      <Fact label="ИНН" text={operator.inn} />
      <Fact label="Телефон" text={operator.phone} />
      <Fact
        label="Агентский договор"
        text={
          operator.agency_agreement_number === ''
            ? ''
            : `№\u00a0${operator.agency_agreement_number} от ${date(operator.agency_agreement_date)}`
        }
      />
      <div className={screen.full}>
        <dt>Финансовое обеспечение</dt>
        {operator.guarantees.map((guarantee) => (
          <dd key={`${guarantee.number}${guarantee.from}`}>
            {[
              guarantee.amount === null ? '' : money(guarantee.amount),
              `№\u00a0${guarantee.number}`,
              guarantee.guarantor,
              dateRange(guarantee.from, guarantee.to),
            ]
              .filter((part) => part !== '')
              .join(', ')}
          </dd>
        ))}
        {operator.guarantees.length === 0 && <dd>—</dd>}
      </div>
    </dl>
  );
}

function Fact({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{text === '' ? '—' : text}</dd>
    </div>
  );
}

function OperatorForm({ operator, edit }: { operator: TourOperator; edit: Edit }) {
  const set = (patch: Partial<TourOperator>) => edit('operator', (value) => value && { ...value, ...patch });
  const text = (key: TextKey, label: string, isWide = false) => (
    <TextField
      anchor={`operator.${key}`}
      label={label}
      isWide={isWide}
      value={operator[key]}
      onChange={(value) => set({ [key]: value })}
    />
  );
  const setGuarantee = (index: number, patch: Partial<Guarantee>) =>
    set({ guarantees: operator.guarantees.map((item, at) => (at === index ? { ...item, ...patch } : item)) });
  return (
    <div className={screen.fields} style={{ marginTop: 18 }}>
      <Text className={screen.full} size="sm" c="dimmed">
        Меняется только копия в этой заявке, справочник остаётся прежним.
      </Text>
      {text('full_name', 'Полное наименование', true)}
      {text('short_name', 'Сокращённое наименование')}
      {text('registry_number', 'Номер в реестре')}
      {text('inn', 'ИНН')}
      {text('ogrn', 'ОГРН')}
      {text('address', 'Адрес', true)}
      {text('post_address', 'Почтовый адрес', true)}
      {text('phone', 'Телефон')}
      {text('email', 'E-mail')}
      {text('site', 'Сайт')}
      {text('association', 'Объединение туроператоров', true)}
      {text('personal_liability_fund', 'Фонд персональной ответственности', true)}
      {text('agency_agreement_number', 'Номер агентского договора')}
      <DayField
        anchor="operator.agency_agreement_date"
        label="Дата агентского договора"
        value={operator.agency_agreement_date}
        onChange={(agency_agreement_date) => set({ agency_agreement_date })}
      />
      <h3 className={screen.subhead} data-anchor="operator.guarantees" tabIndex={-1}>
        Финансовое обеспечение
      </h3>
      {operator.guarantees.map((guarantee, index) => (
        <GuaranteeForm
          // biome-ignore lint/suspicious/noArrayIndexKey: guarantees have no id and are only added at the end.
          key={index}
          index={index}
          guarantee={guarantee}
          onChange={(patch) => setGuarantee(index, patch)}
        />
      ))}
      <div className={screen.full}>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={16} />}
          onClick={() => set({ guarantees: [...operator.guarantees, emptyGuarantee] })}
        >
          Добавить период обеспечения
        </Button>
      </div>
    </div>
  );
}

function GuaranteeForm({
  index,
  guarantee,
  onChange,
}: {
  index: number;
  guarantee: Guarantee;
  onChange: (patch: Partial<Guarantee>) => void;
}) {
  const at = (key: keyof Guarantee) => ({ anchor: `operator.guarantees.${index}.${key}` });
  return (
    <>
      <ChoiceField
        {...at('kind')}
        label="Вид обеспечения"
        labels={guaranteeKind}
        isWide
        value={guarantee.kind}
        onChange={(kind) => kind && onChange({ kind })}
      />
      <SumField {...at('amount')} label="Размер" value={guarantee.amount} onChange={(amount) => onChange({ amount })} />
      <TextField
        {...at('number')}
        label="Номер договора обеспечения"
        value={guarantee.number}
        onChange={(number) => onChange({ number })}
      />
      <DayField
        {...at('date')}
        label="Дата договора обеспечения"
        value={guarantee.date}
        onChange={(day) => onChange({ date: day })}
      />
      <DayField {...at('from')} label="Действует с" value={guarantee.from} onChange={(from) => onChange({ from })} />
      <DayField {...at('to')} label="Действует по" value={guarantee.to} onChange={(to) => onChange({ to })} />
      <TextField
        {...at('guarantor')}
        label="Кто предоставил"
        isWide
        value={guarantee.guarantor}
        onChange={(guarantor) => onChange({ guarantor })}
      />
      <TextField
        {...at('guarantor_address')}
        label="Адрес гаранта"
        isWide
        value={guarantee.guarantor_address}
        onChange={(guarantor_address) => onChange({ guarantor_address })}
      />
    </>
  );
}

type TextKey = {
  [K in keyof TourOperator]: TourOperator[K] extends string ? K : never;
}[keyof TourOperator];

const emptyGuarantee: Guarantee = {
  kind: 'insurance',
  amount: null,
  number: '',
  date: null,
  from: null,
  to: null,
  guarantor: '',
  guarantor_address: '',
  guarantor_post_address: '',
};
