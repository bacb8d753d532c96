import type { CheckLevel } from '../bindings/CheckLevel';

const LOOK: Record<CheckLevel, { color: string; name: string }> = {
  red: { color: 'var(--star-red)', name: 'Обязательное поле не заполнено' },
  orange: { color: 'var(--star-orange)', name: 'Услуга не добавлена или заполнена частично' },
  warning: { color: '#6b7a84', name: 'Предупреждение' },
};

interface Props {
  level: CheckLevel;
  size?: number;
  /** Something beside it says the same. */
  isDecorative?: boolean;
}

/** The star of «Проверка заполнения договора». */
export function Star({ level, size = 14, isDecorative = false }: Props) {
  const { color, name } = LOOK[level];
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden when the text beside it says the same.
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      {...(isDecorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name })}
      style={{ flexShrink: 0, verticalAlign: '-2px' }}
    >
      <path fill={color} d="M12 1.8l3.1 6.5 7.1.9-5.2 4.9 1.3 7.1L12 17.8l-6.3 3.4 1.3-7.1L1.8 9.2l7.1-.9z" />
    </svg>
  );
}
