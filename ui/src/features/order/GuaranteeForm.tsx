import { Button } from '@mantine/core';
import type { Guarantee } from '../../bindings/Guarantee';
import { guaranteeKind } from '../../shared/labels';
import { ChoiceField, DayField, SumField, TextField } from './fields';
import classes from './Order.module.css';

/** One period of the financial guarantee. */
export function GuaranteeForm({
  index,
  guarantee,
  onChange,
  onRemove,
}: {
  index: number;
  guarantee: Guarantee;
  onChange: (patch: Partial<Guarantee>) => void;
  onRemove: () => void;
}) {
  const at = (key: keyof Guarantee) => ({ anchor: `operator.guarantees.${index}.${key}` });
  return (
    <>
      <ChoiceField
        {...at('kind')}
        label="Вид обеспечения"
        labels={guaranteeKind}
        isWide
        value={guarantee.kind}
        onChange={(kind) => kind && onChange({ kind })}
      />
      <SumField {...at('amount')} label="Размер" value={guarantee.amount} onChange={(amount) => onChange({ amount })} />
      <TextField
        {...at('number')}
        label="Номер договора обеспечения"
        value={guarantee.number}
        onChange={(number) => onChange({ number })}
      />
      <DayField
        {...at('date')}
        label="Дата договора обеспечения"
        value={guarantee.date}
        onChange={(day) => onChange({ date: day })}
      />
      <DayField {...at('from')} label="Действует с" value={guarantee.from} onChange={(from) => onChange({ from })} />
      <DayField {...at('to')} label="Действует по" value={guarantee.to} onChange={(to) => onChange({ to })} />
      <TextField
        {...at('guarantor')}
        label="Кто предоставил"
        isWide
        value={guarantee.guarantor}
        onChange={(guarantor) => onChange({ guarantor })}
      />
      <TextField
        {...at('guarantor_address')}
        label="Адрес гаранта"
        isWide
        value={guarantee.guarantor_address}
        onChange={(guarantor_address) => onChange({ guarantor_address })}
      />
      <TextField
        {...at('guarantor_post_address')}
        label="Почтовый адрес гаранта"
        isWide
        value={guarantee.guarantor_post_address}
        onChange={(guarantor_post_address) => onChange({ guarantor_post_address })}
      />
      <Button variant="subtle" color="gray" size="compact-sm" className={classes.flag} onClick={onRemove}>
        Убрать период
      </Button>
    </>
  );
}

export const emptyGuarantee: Guarantee = {
  kind: 'insurance',
  amount: null,
  number: '',
  date: null,
  from: null,
  to: null,
  guarantor: '',
  guarantor_address: '',
  guarantor_post_address: '',
};
