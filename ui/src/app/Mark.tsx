import mark from '../../../icons/icon.svg';

/** The program's mark: a signature that takes off. */
export function Mark({ size }: { size: number }) {
  return <img src={mark} width={size} height={size} alt="" />;
}
