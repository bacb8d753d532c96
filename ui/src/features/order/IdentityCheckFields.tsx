import { Text } from '@mantine/core';
import type { IdentityCheck } from '../../bindings/IdentityCheck';
import { today } from '../../shared/dates';
import { identityCheckWay } from '../../shared/labels';
import screen from '../../shared/Screen.module.css';
import { ChoiceField, DayField, TextField } from './fields';

interface Props {
  check: IdentityCheck;
  /** Who checks when nobody else is named. */
  manager: string;
  onChange: (check: IdentityCheck) => void;
}

/** «Личность проверена»: how, by whom, when. */
export function IdentityCheckFields({ check, manager, onChange }: Props) {
  const at = (key: keyof IdentityCheck) => ({ anchor: `customer.identity_checked.${key}` });
  return (
    <div className={screen.fields}>
      <h3 className={screen.subhead}>Личность проверена</h3>
      <ChoiceField
        {...at('way')}
        label="Как проверена"
        labels={identityCheckWay}
        hint="Не проверена"
        isClearable
        isWide
        value={check.way}
        onChange={(way) =>
          onChange(way === null ? { way, by: '', on: null } : { way, by: check.by || manager, on: check.on ?? today() })
        }
      />
      {check.way === null ? (
        <Text size="sm" c="dimmed" className={screen.wide} pt={26}>
          Отметка подтвердит, что подписал именно заказчик.
        </Text>
      ) : (
        <>
          <TextField {...at('by')} label="Кем" value={check.by} onChange={(by) => onChange({ ...check, by })} />
          <DayField {...at('on')} label="Когда" value={check.on} onChange={(on) => onChange({ ...check, on })} />
        </>
      )}
    </div>
  );
}
