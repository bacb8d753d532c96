import { Anchor } from '@mantine/core';
import type { Tourist } from '../../bindings/Tourist';
import screen from '../../shared/Screen.module.css';
import { TextField } from './fields';
import classes from './Order.module.css';

interface Props {
  tourist: Tourist;
  /** The names as a travel passport writes them; empty until they are known. */
  lastName: string;
  firstName: string;
  set: (patch: Partial<Tourist>) => void;
}

/** The names in Latin letters, with the passport's spelling one press away. */
export function LatinNames({ tourist, lastName, firstName, set }: Props) {
  const { id, last_name_latin, first_name_latin } = tourist;
  const offered = `${lastName} ${firstName}`.trim();
  return (
    <div className={screen.wide}>
      <div className={screen.fields}>
        <TextField
          anchor={`tourists.${id}.last_name_latin`}
          label="Фамилия латиницей"
          hint="IVANOV"
          value={last_name_latin}
          onChange={(value) => set({ last_name_latin: value.toUpperCase() })}
        />
        <TextField
          anchor={`tourists.${id}.first_name_latin`}
          label="Имя латиницей"
          hint="IVAN"
          value={first_name_latin}
          onChange={(value) => set({ first_name_latin: value.toUpperCase() })}
        />
      </div>
      {offered !== '' && offered !== `${last_name_latin} ${first_name_latin}` && (
        <Anchor
          component="button"
          type="button"
          size="xs"
          className={classes.under}
          onClick={() => set({ last_name_latin: lastName, first_name_latin: firstName })}
        >
          Как в загранпаспорте: {offered}
        </Anchor>
      )}
    </div>
  );
}
