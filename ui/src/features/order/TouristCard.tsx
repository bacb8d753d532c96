import { ActionIcon, Checkbox, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconChevronUp, IconTrash } from '@tabler/icons-react';
import { memo, useCallback } from 'react';
import type { Tourist } from '../../bindings/Tourist';
import { ageOn, today } from '../../shared/dates';
import { date, fullName, plural } from '../../shared/format';
import { documentKind, gender, visa } from '../../shared/labels';
import screen from '../../shared/Screen.module.css';
import { DocumentFields } from './DocumentFields';
import { ChoiceField, CountryField, DayField, LongTextField, PhoneField, TextField } from './fields';
import { LatinNames } from './LatinNames';
import { NameFields } from './NameFields';
import classes from './Order.module.css';
import type { Edit } from './useOrderDraft';

interface Props {
  tourist: Tourist;
  index: number;
  isLast: boolean;
  tourEnd: string | null;
  /** The names as a travel passport writes them; empty until they are known. */
  latinLastName: string;
  latinFirstName: string;
  isOpen: boolean;
  onOpen: (id: string, isOpen: boolean) => void;
  onMove: (id: string, by: -1 | 1) => void;
  onRemove: (tourist: Tourist, index: number) => void;
  edit: Edit;
}

/** The card of one tourist: a line of what matters, and all fields when open. */
export const TouristCard = memo(function TouristCard(props: Props) {
  const { tourist, index, isLast, isOpen, onOpen, onMove, onRemove, tourEnd } = props;
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
        {!(index === 0 && isLast) && (
          <>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Поднять выше: ${name}`}
              title="Поднять выше"
              disabled={index === 0}
              onClick={() => onMove(tourist.id, -1)}
            >
              <IconChevronUp size={18} stroke={1.5} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Опустить ниже: ${name}`}
              title="Опустить ниже"
              disabled={isLast}
              onClick={() => onMove(tourist.id, 1)}
            >
              <IconChevronDown size={18} stroke={1.5} />
            </ActionIcon>
          </>
        )}
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
      {isOpen && <TouristForm {...props} />}
    </fieldset>
  );
});

function TouristForm({ tourist, tourEnd, latinLastName, latinFirstName, edit }: Props) {
  const { id } = tourist;
  const set = useCallback(
    (patch: Partial<Tourist>) =>
      edit('tourists', (list) => list.map((item) => (item.id === id ? { ...item, ...patch } : item))),
    [edit, id],
  );
  const at = (key: keyof Tourist) => ({ anchor: `tourists.${id}.${key}` });
  const isChild = tourist.birth_date !== null && ageOn(tourist.birth_date, tourEnd ?? today()) < 18;
  return (
    <div className={`${screen.fields} ${classes.cardBody}`}>
      <NameFields anchor={`tourists.${id}`} person={tourist} onChange={set} />
      <LatinNames tourist={tourist} lastName={latinLastName} firstName={latinFirstName} set={set} />
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
      <TextField
        {...at('birth_place')}
        label="Место рождения"
        hint="Для визовых анкет"
        value={tourist.birth_place}
        onChange={(birth_place) => set({ birth_place })}
      />
      <h3 className={screen.subhead}>Документ для поездки и виза</h3>
      <DocumentFields
        anchor={`tourists.${id}.document`}
        document={tourist.document}
        onChange={(document) => set({ document })}
      />
      <ChoiceField
        {...at('visa')}
        label="Виза"
        labels={visa}
        isClearable
        value={tourist.visa}
        onChange={(value) => set({ visa: value })}
      />
      {(tourist.visa === 'present' || tourist.visa_number !== '') && (
        <TextField
          {...at('visa_number')}
          label="Номер визы"
          value={tourist.visa_number}
          onChange={(visa_number) => set({ visa_number })}
        />
      )}
      {(tourist.visa === 'present' || tourist.visa_expires_on !== null) && (
        <DayField
          {...at('visa_expires_on')}
          label="Виза действует до"
          value={tourist.visa_expires_on}
          onChange={(visa_expires_on) => set({ visa_expires_on })}
        />
      )}
      <h3 className={screen.subhead}>Связь и особенности</h3>
      <PhoneField
        {...at('phone')}
        label="Телефон"
        hint="+7 900 123-45-67"
        value={tourist.phone}
        onChange={(phone) => set({ phone })}
      />
      <TextField
        {...at('email')}
        label="E-mail"
        hint="name@mail.ru"
        value={tourist.email}
        onChange={(email) => set({ email })}
      />
      {(isChild || tourist.child_consent) && (
        <Checkbox
          className={`${screen.wide} ${classes.flag}`}
          label="Согласие родителей на выезд есть"
          data-anchor={`tourists.${id}.child_consent`}
          checked={tourist.child_consent}
          onChange={(event) => set({ child_consent: event.currentTarget.checked })}
        />
      )}
      <LongTextField
        {...at('notes')}
        label="Особенности: питание, здоровье"
        isFull
        value={tourist.notes}
        onChange={(notes) => set({ notes })}
      />
      <Text size="xs" c="dimmed" className={`${screen.full} ${classes.hint}`}>
        Сведения о здоровье — особые персональные данные: записывайте их только с письменного согласия туриста. В
        договор они не попадают.
      </Text>
    </div>
  );
}

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
