import { ActionIcon, Checkbox, UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconTrash } from '@tabler/icons-react';
import { memo } from 'react';
import type { Tourist } from '../../bindings/Tourist';
import { ageOn } from '../../shared/dates';
import { date, fullName, plural } from '../../shared/format';
import { documentKind, gender, visa } from '../../shared/labels';
import screen from '../../shared/Screen.module.css';
import { DocumentFields } from './DocumentFields';
import { ChoiceField, CountryField, DayField, TextField } from './fields';
import classes from './Order.module.css';
import type { Edit } from './useOrderDraft';

interface Props {
  tourist: Tourist;
  index: number;
  tourEnd: string | null;
  isOpen: boolean;
  onOpen: (id: string, isOpen: boolean) => void;
  onRemove: (tourist: Tourist, index: number) => void;
  edit: Edit;
}

/** The card of one tourist. */
export const TouristCard = memo(function TouristCard({
  tourist,
  index,
  tourEnd,
  isOpen,
  onOpen,
  onRemove,
  edit,
}: Props) {
  const set = (patch: Partial<Tourist>) =>
    edit('tourists', (list) => list.map((item) => (item.id === tourist.id ? { ...item, ...patch } : item)));
  const at = (key: keyof Tourist) => ({ anchor: `tourists.${tourist.id}.${key}` });
  const name = fullName(tourist) || 'Новый турист';
  return (
    <fieldset
      className={classes.card}
      aria-label={`Турист ${index + 1}: ${name}`}
      data-anchor={`tourists.${tourist.id}`}
    >
      <div className={classes.cardHead}>
        <UnstyledButton
          className={classes.cardTitle}
          aria-expanded={isOpen}
          onClick={() => onOpen(tourist.id, !isOpen)}
        >
          <IconChevronRight size={18} stroke={1.75} className={classes.chevron} data-open={isOpen || undefined} />
          <b>{name}</b>
          <span className={classes.quiet}>{summary(tourist, tourEnd)}</span>
        </UnstyledButton>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Удалить туриста: ${name}`}
          title="Удалить туриста"
          onClick={() => onRemove(tourist, index)}
        >
          <IconTrash size={18} stroke={1.5} />
        </ActionIcon>
      </div>
      {isOpen && (
        <div className={`${screen.fields} ${classes.cardBody}`}>
          <TextField
            {...at('last_name')}
            label="Фамилия"
            value={tourist.last_name}
            onChange={(last_name) => set({ last_name })}
          />
          <TextField
            {...at('first_name')}
            label="Имя"
            value={tourist.first_name}
            onChange={(first_name) => set({ first_name })}
          />
          <div>
            <TextField
              {...at('middle_name')}
              label="Отчество"
              value={tourist.middle_name}
              disabled={tourist.no_middle_name}
              onChange={(middle_name) => set({ middle_name })}
            />
            <Checkbox
              className={classes.under}
              size="xs"
              label="Нет отчества"
              checked={tourist.no_middle_name}
              onChange={(event) => set({ no_middle_name: event.currentTarget.checked, middle_name: '' })}
            />
          </div>
          <TextField
            {...at('last_name_latin')}
            label="Фамилия латиницей"
            hint="IVANOV"
            value={tourist.last_name_latin}
            onChange={(value) => set({ last_name_latin: value.toUpperCase() })}
          />
          <TextField
            {...at('first_name_latin')}
            label="Имя латиницей"
            hint="IVAN"
            value={tourist.first_name_latin}
            onChange={(value) => set({ first_name_latin: value.toUpperCase() })}
          />
          <ChoiceField
            {...at('gender')}
            label="Пол"
            labels={gender}
            value={tourist.gender}
            onChange={(value) => set({ gender: value })}
          />
          <DayField
            {...at('birth_date')}
            label="Дата рождения"
            value={tourist.birth_date}
            onChange={(birth_date) => set({ birth_date })}
          />
          <CountryField
            {...at('citizenship')}
            label="Гражданство"
            value={tourist.citizenship}
            onChange={(citizenship) => set({ citizenship })}
          />
          <DocumentFields
            anchor={`tourists.${tourist.id}.document`}
            document={tourist.document}
            onChange={(document) => set({ document })}
          />
          <ChoiceField
            {...at('visa')}
            label="Виза"
            labels={visa}
            value={tourist.visa}
            onChange={(value) => set({ visa: value })}
          />
        </div>
      )}
    </fieldset>
  );
});

/** «34 года, Загранпаспорт 75 1234567, до 01.02.2030» */
function summary(tourist: Tourist, tourEnd: string | null): string {
  const { document } = tourist;
  const age = tourist.birth_date !== null && tourEnd !== null ? ageOn(tourist.birth_date, tourEnd) : null;
  return [
    age === null ? date(tourist.birth_date) : `${age}\u00a0${plural(age, 'год', 'года', 'лет')}`,
    document.number === ''
      ? ''
      : `${documentKind[document.kind]} ${document.series} ${document.number}`.replace('  ', ' '),
    document.expires_on === null ? '' : `до ${date(document.expires_on)}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}
