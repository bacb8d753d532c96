import { UnstyledButton } from '@mantine/core';
import type { OrderFilter } from '../../bindings/OrderFilter';
import { options } from '../../shared/labels';
import classes from './Filter.module.css';
import { TRIP_DAYS, TRIPS } from './filter';

interface Props {
  filter: OrderFilter;
  onChange: (filter: OrderFilter) => void;
}

/** «Вылет / Прилёт: сегодня, завтра, через 3 дня, через 5 дней»; the second click takes it away. */
export function TripDays({ filter, onChange }: Props) {
  return (
    <div className={classes.trips}>
      {TRIPS.map(({ key, label }) => (
        <fieldset key={key} className={classes.trip}>
          <legend>{label}:</legend>
          {options(TRIP_DAYS).map(({ value, label: day }) => (
            <UnstyledButton
              key={value}
              className={classes.day}
              aria-pressed={filter[key] === value}
              onClick={() => onChange({ ...filter, [key]: filter[key] === value ? null : value })}
            >
              {day}
            </UnstyledButton>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
