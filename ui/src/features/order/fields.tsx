import { Autocomplete, MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { countryName, countryOptions } from '../../shared/countries';
import { DateField } from '../../shared/DateField';
import { phone } from '../../shared/format';
import { options, USUAL_REASONS } from '../../shared/labels';
import { MoneyField } from '../../shared/MoneyField';
import screen from '../../shared/Screen.module.css';
import { Star } from '../../shared/Star';
import { stayWhileChoosing } from './enter';
import { type Remark, useIssue } from './issues';
import classes from './Order.module.css';
import type { Traveller } from './travelling';

interface Common<T> {
  /** Path of the field, as the check names it. */
  anchor: string;
  label: string;
  value: T;
  onChange: (value: T) => void;
  isWide?: boolean;
  isFull?: boolean;
  hint?: string;
  disabled?: boolean;
  /** Takes the cursor when the dialog it is in opens. */
  isFirst?: boolean;
  /** In a table: the label is spoken, not shown. */
  isBare?: boolean;
}

/** Everything the inputs of an order have in common: label with a star, reason, anchor, width. */
function useField<T>({ anchor, label, value, isWide, isFull, hint, disabled, isFirst, isBare }: Common<T>) {
  const issue = useIssue(anchor, value);
  const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  return {
    'data-anchor': anchor,
    ...(isBare
      ? { 'aria-label': label }
      : { label: issue && isEmpty ? <LabelWithStar label={label} issue={issue} /> : label }),
    ...(issue && isEmpty ? { 'aria-description': issue.reason } : {}),
    ...(issue?.level === 'red' && !isEmpty ? { error: issue.reason } : {}),
    ...(issue && (issue.level === 'warning' || (isEmpty && !USUAL_REASONS.includes(issue.reason)))
      ? { description: issue.reason, inputWrapperOrder: BELOW }
      : {}),
    ...(isFull ? { className: screen.full } : isWide ? { className: screen.wide } : {}),
    ...(hint ? { placeholder: hint } : {}),
    ...(isFirst ? { 'data-autofocus': true } : {}),
    disabled: disabled ?? false,
  };
}

const BELOW: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

function LabelWithStar({ label, issue }: { label: string; issue: Remark }) {
  return (
    <span className={classes.starred} title={issue.reason}>
      {label} <Star level={issue.level} size={12} isDecorative />
    </span>
  );
}

export function TextField(props: Common<string>) {
  return (
    <TextInput
      {...useField(props)}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      autoComplete="off"
    />
  );
}

/** A phone number; a Russian one is put in order when the field is left. */
export function PhoneField(props: Common<string>) {
  return (
    <TextInput
      {...useField(props)}
      type="tel"
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      onBlur={() => {
        const tidy = phone(props.value);
        if (tidy !== props.value) {
          props.onChange(tidy);
        }
      }}
      autoComplete="off"
    />
  );
}

export function LongTextField(props: Common<string>) {
  return (
    <Textarea
      {...useField(props)}
      autosize
      minRows={1}
      maxRows={8}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

/** Free text with what is usually written. */
export function SuggestField({ suggestions, ...props }: Common<string> & { suggestions: string[] }) {
  return <Autocomplete {...useField(props)} data={suggestions} value={props.value} onChange={props.onChange} />;
}

export function DayField({ withTime, ...props }: Common<string | null> & { withTime?: boolean }) {
  return <DateField {...useField(props)} value={props.value} onChange={props.onChange} withTime={withTime ?? false} />;
}

export function SumField(props: Common<number | null>) {
  return <MoneyField {...useField(props)} value={props.value} onChange={props.onChange} />;
}

export function CountField(props: Common<number | null>) {
  return (
    <NumberInput
      {...useField(props)}
      min={1}
      allowDecimal={false}
      value={props.value ?? ''}
      onChange={(value) => props.onChange(value === '' ? null : Number(value))}
    />
  );
}

/** Some of the tourists; none chosen means all of them. */
export function TouristsField({ travellers, ...props }: Common<string[]> & { travellers: Traveller[] }) {
  return (
    <MultiSelect
      {...useField(props)}
      data={travellers.map(({ id, name }) => ({ value: id, label: name }))}
      value={props.value.filter((id) => travellers.some((traveller) => traveller.id === id))}
      onChange={props.onChange}
      placeholder={props.value.length === 0 ? 'Все туристы' : ''}
      onKeyDown={stayWhileChoosing}
    />
  );
}

interface ChoiceProps<K extends string> extends Common<K | null> {
  labels: Record<K, string>;
  /** Can be taken back to nothing. */
  isClearable?: boolean;
}

/** One of a few words; may stay open. */
export function ChoiceField<K extends string>({ labels, isClearable, ...props }: ChoiceProps<K>) {
  return (
    <Select
      {...useField(props)}
      clearable={isClearable ?? false}
      data={options(labels)}
      value={props.value}
      onChange={(value) => props.onChange(value as K | null)}
      placeholder={props.hint ?? 'Не указано'}
    />
  );
}

/** Stands for a name no record has. */
const UNKNOWN = 'unknown';

interface RecordProps extends Omit<Common<string>, 'value' | 'onChange'> {
  /** Records to choose from. */
  options: { id: string; name: string }[];
  /** The chosen one; `null` for none, or for a name no record has. */
  id: string | null;
  /** Its name: shown also when the record is not to be chosen any more. */
  name: string;
  onChange: (record: { id: string; name: string } | null) => void;
}

/** A record of a directory, by its name. */
export function RecordField({ options: records, id, name, onChange, ...props }: RecordProps) {
  const known = records.some((record) => record.id === id);
  const data = records.map((record) => ({ value: record.id, label: record.name }));
  if (!known && name !== '') {
    data.unshift({ value: UNKNOWN, label: name });
  }
  return (
    <Select
      {...useField({ ...props, value: name, onChange: () => {} })}
      data={data}
      searchable
      clearable
      value={known ? id : name === '' ? null : UNKNOWN}
      onChange={(value) => value !== UNKNOWN && onChange(records.find((record) => record.id === value) ?? null)}
    />
  );
}

export function CountryField(props: Common<string>) {
  return (
    <Select
      {...useField(props)}
      data={countryOptions}
      searchable
      value={props.value === '' ? null : props.value}
      onChange={(value) => props.onChange(value ?? '')}
      limit={60}
    />
  );
}

export function CountriesField(props: Common<string[]>) {
  const data = useMemo(() => {
    const unknown = props.value.filter((code) => !countryOptions.some(({ value }) => value === code));
    return [...countryOptions, ...unknown.map((code) => ({ value: code, label: countryName(code) }))];
  }, [props.value]);
  return (
    <MultiSelect
      {...useField(props)}
      data={data}
      searchable
      value={props.value}
      onChange={props.onChange}
      limit={60}
      hidePickedOptions
      onKeyDown={stayWhileChoosing}
      nothingFoundMessage="Ничего не найдено"
    />
  );
}
