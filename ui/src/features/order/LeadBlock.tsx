import { Switch } from '@mantine/core';
import { memo } from 'react';
import { useCommandQuery } from '../../app/query';
import type { Order } from '../../bindings/Order';
import { today } from '../../shared/dates';
import { documentsGiven } from '../../shared/labels';
import { Panel } from '../../shared/Panel';
import screen from '../../shared/Screen.module.css';
import { ChoiceField, DayField, LongTextField, RecordField, SuggestField } from './fields';
import type { Edit, Rewrite } from './useOrderDraft';

/** What the office notes about its own work on an order. */
export type Lead = Pick<
  Order,
  | 'is_quote'
  | 'manager'
  | 'manager_id'
  | 'office_id'
  | 'lead_source'
  | 'lead_kind'
  | 'documents_given'
  | 'documents_given_on'
  | 'notes'
>;

const SOURCES = ['Сайт', 'Звонок', 'Повторное обращение', 'Рекомендация', 'Соцсети', 'Офис', 'Реклама'];
const KINDS = [
  'Новый',
  'Думает по предложению',
  'Думает по встрече',
  'Предложение отправлено',
  'Договорились о встрече',
];

interface Props extends Lead {
  edit: Edit;
  rewrite: Rewrite;
}

/** «Ведение заявки»: who leads it, where the tourist came from, documents given, notes. */
export const LeadBlock = memo(function LeadBlock(props: Props) {
  const { edit, rewrite } = props;
  const staff = useCommandQuery('list_staff', {}).data;
  const people = staff?.staff.map(({ member }) => member) ?? [];
  const offices = staff?.offices ?? [];
  const set =
    <K extends keyof Lead>(key: K) =>
    (value: Order[K]) =>
      edit(key, () => value);
  const give = (documents_given: Order['documents_given']) =>
    rewrite((order) => ({
      ...order,
      documents_given,
      documents_given_on: documents_given === 'not_given' ? null : (order.documents_given_on ?? today()),
    }));
  return (
    <Panel
      title="Ведение заявки"
      id="lead"
      actions={
        <Switch
          label="Запрос на расчёт"
          checked={props.is_quote}
          onChange={(event) => set('is_quote')(event.currentTarget.checked)}
        />
      }
    >
      <div className={screen.fields}>
        <RecordField
          anchor="manager"
          label="Менеджер"
          isWide
          hint="Не назначен"
          options={people.filter(({ active }) => active)}
          id={props.manager_id}
          name={props.manager}
          onChange={(person) =>
            rewrite((order) => ({ ...order, manager_id: person?.id ?? null, manager: person?.name ?? '' }))
          }
        />
        {(offices.length > 0 || props.office_id !== null) && (
          <RecordField
            anchor="office_id"
            label="Офис"
            hint="Не указан"
            options={offices.filter(({ active }) => active)}
            id={props.office_id}
            name={offices.find(({ id }) => id === props.office_id)?.name ?? ''}
            onChange={(office) => set('office_id')(office?.id ?? null)}
          />
        )}
        <SuggestField
          anchor="lead_source"
          label="Источник лида"
          suggestions={SOURCES}
          value={props.lead_source}
          onChange={set('lead_source')}
        />
        <SuggestField
          anchor="lead_kind"
          label="Тип лида"
          suggestions={KINDS}
          value={props.lead_kind}
          onChange={set('lead_kind')}
        />
        <ChoiceField
          anchor="documents_given"
          label="Документы туристу"
          labels={documentsGiven}
          value={props.documents_given}
          onChange={(value) => value && give(value)}
        />
        {props.documents_given !== 'not_given' && (
          <DayField
            anchor="documents_given_on"
            label="Когда выданы"
            value={props.documents_given_on}
            onChange={set('documents_given_on')}
          />
        )}
        <LongTextField
          anchor="notes"
          label="Заметки"
          hint="Видны только офису: пожелания, договорённости, что сделать"
          isFull
          value={props.notes}
          onChange={set('notes')}
        />
      </div>
    </Panel>
  );
});
