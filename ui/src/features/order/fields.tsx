import { Autocomplete, MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import type { CheckRow } from '../../bindings/CheckRow';
import type { Tourist } from '../../bindings/Tourist';
import { countryName, countryOptions } from '../../shared/countries';
import { DateField } from '../../shared/DateField';
import { fullName } from '../../shared/format';
import { options } from '../../shared/labels';
import { MoneyField } from '../../shared/MoneyField';
import screen from '../../shared/Screen.module.css';
import { Star } from '../../shared/Star';
import { useIssue } from './issues';
import classes from './Order.module.css';

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
}

/** Everything the inputs of an order have in common: label with a star, reason, anchor, width. */
function useField<T>({ anchor, label, value, isWide, isFull, hint, disabled, isFirst }: Common<T>) {
  const issue = useIssue(anchor, value);
  const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  return {
    'data-anchor': anchor,
    label: issue && isEmpty ? <LabelWithStar label={label} issue={issue} /> : label,
    ...(issue && isEmpty ? { 'aria-description': issue.reason } : {}),
    ...(issue?.level === 'red' && !isEmpty ? { error: issue.reason } : {}),
    ...(issue?.level === 'warning' ? { description: issue.reason, inputWrapperOrder: BELOW } : {}),
    ...(isFull ? { className: screen.full } : isWide ? { className: screen.wide } : {}),
    ...(hint ? { placeholder: hint } : {}),
    ...(isFirst ? { 'data-autofocus': true } : {}),
    disabled: disabled ?? false,
  };
}

const BELOW: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

function LabelWithStar({ label, issue }: { label: string; issue: CheckRow }) {
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
export function TouristsField({ tourists, ...props }: Common<string[]> & { tourists: Tourist[] }) {
  const data = tourists.map((tourist, index) => ({
    value: tourist.id,
    label: fullName(tourist) || `Турист ${index + 1}`,
  }));
  return (
    <MultiSelect
      {...useField(props)}
      data={data}
      value={props.value.filter((id) => data.some(({ value }) => value === id))}
      onChange={props.onChange}
      placeholder={props.value.length === 0 ? 'Все туристы' : ''}
    />
  );
}

/** One of a few words; may stay open. */
export function ChoiceField<K extends string>({ labels, ...props }: Common<K | null> & { labels: Record<K, string> }) {
  return (
    <Select
      {...useField(props)}
      data={options(labels)}
      value={props.value}
      onChange={(value) => props.onChange(value as K | null)}
      placeholder={props.hint ?? 'Не указано'}
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
      nothingFoundMessage="Ничего не найдено"
    />
  );
}
