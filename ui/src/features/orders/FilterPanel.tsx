import { MultiSelect, TextInput } from '@mantine/core';
import type { OrderFilter } from '../../bindings/OrderFilter';
import type { OrderValues } from '../../bindings/OrderValues';
import { DateField } from '../../shared/DateField';
import classes from './Filter.module.css';
import { FIELDS, type Field, type Option } from './filter';

interface Props {
  filter: OrderFilter;
  values: OrderValues | undefined;
  onChange: (filter: OrderFilter) => void;
}

/** Every condition orders can be looked for by. */
export function FilterPanel({ filter, values, onChange }: Props) {
  return (
    <search className={classes.panel} aria-label="Условия отбора">
      {FIELDS.map((field) => (
        <FilterField key={field.key} field={field} filter={filter} values={values} onChange={onChange} />
      ))}
    </search>
  );
}

function FilterField({ field, filter, values, onChange }: Props & { field: Field }) {
  const { key, label } = field;
  switch (field.kind) {
    case 'text':
      return (
        <TextInput
          size="xs"
          label={label}
          autoComplete="off"
          value={filter[field.key]}
          onChange={(event) => onChange({ ...filter, [key]: event.currentTarget.value })}
        />
      );
    case 'day':
      return (
        <DateField
          size="xs"
          label={label}
          value={filter[field.key]}
          onChange={(day) => onChange({ ...filter, [key]: day })}
        />
      );
    case 'list':
      return (
        <ListField
          label={label}
          options={field.options(values)}
          value={filter[field.key]}
          onChange={(list) => onChange({ ...filter, [key]: list })}
        />
      );
  }
}

interface ListProps {
  label: string;
  options: Option[];
  value: string[];
  onChange: (value: string[]) => void;
}

/** Any of several values; however many are chosen, the field stays one line high. */
function ListField({ label, options, value, onChange }: ListProps) {
  const known = new Set(options.map((option) => option.value));
  const gone = value.filter((chosen) => !known.has(chosen)).map((chosen) => ({ value: chosen, label: chosen }));
  return (
    <MultiSelect
      size="xs"
      classNames={{ pillsList: classes.picked ?? '', inputField: classes.pickedField ?? '' }}
      label={label}
      placeholder={value.length === 0 ? 'Все' : ''}
      data={[...options, ...gone]}
      value={value}
      onChange={onChange}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `Очистить: ${label}` }}
      nothingFoundMessage="В заявках такого нет"
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      renderPill={({ option, value: chosen = '' }) => {
        const place = value.indexOf(chosen);
        return place === 0 ? (
          <span className={classes.firstPicked}>{option?.label || chosen}</span>
        ) : place === 1 ? (
          <span className={classes.morePicked}>ещё {value.length - 1}</span>
        ) : null;
      }}
    />
  );
}
