import { Button, MultiSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Guarantee } from '../../bindings/Guarantee';
import type { TourKind } from '../../bindings/TourKind';
import type { TourOperator } from '../../bindings/TourOperator';
import { options, tourKind } from '../../shared/labels';
import screen from '../../shared/Screen.module.css';
import { DayField, TextField } from './fields';
import { emptyGuarantee, GuaranteeForm } from './GuaranteeForm';

interface Props {
  operator: TourOperator;
  onChange: (change: (operator: TourOperator) => TourOperator) => void;
}

/** The fields of an operator: of the directory, or an order's own copy. */
export function OperatorForm({ operator, onChange }: Props) {
  const set = (patch: Partial<TourOperator>) => onChange((value) => ({ ...value, ...patch }));
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
    <div className={screen.fields}>
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
      <MultiSelect
        className={screen.wide}
        label="Сфера деятельности"
        data-anchor="operator.scope"
        data={options(tourKind)}
        value={operator.scope}
        onChange={(scope) => set({ scope: scope as TourKind[] })}
      />
      <h3 className={screen.subhead} data-anchor="operator.guarantees" tabIndex={-1}>
        Финансовое обеспечение
      </h3>
      {operator.guarantees.map((guarantee, index) => (
        <GuaranteeForm
          // biome-ignore lint/suspicious/noArrayIndexKey: guarantees have no id and all fields come from outside.
          key={index}
          index={index}
          guarantee={guarantee}
          onChange={(patch) => setGuarantee(index, patch)}
          onRemove={() => set({ guarantees: operator.guarantees.toSpliced(index, 1) })}
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

type TextKey = {
  [K in keyof TourOperator]: TourOperator[K] extends string ? K : never;
}[keyof TourOperator];
