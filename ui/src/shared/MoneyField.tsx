import { NumberInput, type NumberInputProps } from '@mantine/core';
import { inputToKopecks, kopecksToInput, NBSP } from './format';

interface Props extends Omit<NumberInputProps, 'value' | 'onChange'> {
  /** Kopecks; `null` for none. */
  value: number | null;
  onChange: (kopecks: number | null) => void;
}

/** A sum in roubles, kept in kopecks. */
export function MoneyField({ value, onChange, ...input }: Props) {
  return (
    <NumberInput
      {...input}
      value={kopecksToInput(value)}
      onChange={(typed) => onChange(inputToKopecks(typed))}
      thousandSeparator={NBSP}
      decimalSeparator=","
      allowedDecimalSeparators={[',', '.']}
      decimalScale={2}
      allowNegative={false}
      max={9_999_999_999}
      clampBehavior="strict"
      hideControls
      suffix={`${NBSP}₽`}
      inputMode="decimal"
    />
  );
}
