import { Button, CloseButton } from '@mantine/core';
import type { OrderFilter } from '../../bindings/OrderFilter';
import type { OrderValues } from '../../bindings/OrderValues';
import classes from './Filter.module.css';
import { activeFilters, cleared, isFiltered, without } from './filter';

interface Props {
  filter: OrderFilter;
  values: OrderValues | undefined;
  onChange: (filter: OrderFilter) => void;
}

/** The conditions that hold, each to be taken away with one click. */
export function FilterChips({ filter, values, onChange }: Props) {
  const active = activeFilters(filter, values);
  if (active.length === 0) {
    return null;
  }
  return (
    <div className={classes.chips}>
      <ul aria-label="Условия, по которым отобраны заявки">
        {active.map(({ key, label, value }) => (
          <li key={key} className={classes.chip}>
            <span className={classes.chipText} title={value}>
              {label}: <b>{value}</b>
            </span>
            <CloseButton
              size="xs"
              aria-label={`Убрать условие «${label}»`}
              onClick={() => onChange(without(filter, key))}
            />
          </li>
        ))}
      </ul>
      <Button
        variant="subtle"
        size="compact-sm"
        disabled={!isFiltered(filter)}
        onClick={() => onChange(cleared(filter))}
      >
        Сбросить
      </Button>
    </div>
  );
}
