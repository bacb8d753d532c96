import { Checkbox } from '@mantine/core';
import { TextField } from './fields';
import classes from './Order.module.css';

interface Names {
  last_name: string;
  first_name: string;
  middle_name: string;
  no_middle_name: boolean;
}

interface Props {
  /** Path of the person: `customer`. */
  anchor: string;
  person: Names;
  onChange: (patch: Partial<Names>) => void;
}

/** Surname, name and patronymic, or its absence. */
export function NameFields({ anchor, person, onChange }: Props) {
  return (
    <>
      <TextField
        anchor={`${anchor}.last_name`}
        label="Фамилия"
        value={person.last_name}
        onChange={(last_name) => onChange({ last_name })}
      />
      <TextField
        anchor={`${anchor}.first_name`}
        label="Имя"
        value={person.first_name}
        onChange={(first_name) => onChange({ first_name })}
      />
      <div>
        <TextField
          anchor={`${anchor}.middle_name`}
          label="Отчество"
          value={person.middle_name}
          disabled={person.no_middle_name}
          onChange={(middle_name) => onChange({ middle_name })}
        />
        <Checkbox
          className={classes.under}
          size="xs"
          label="Нет отчества"
          checked={person.no_middle_name}
          onChange={(event) => onChange({ no_middle_name: event.currentTarget.checked, middle_name: '' })}
        />
      </div>
    </>
  );
}
