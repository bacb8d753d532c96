import { CloseButton } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { CheckLevel } from '../../bindings/CheckLevel';
import type { CheckRow } from '../../bindings/CheckRow';
import { USUAL_REASONS } from '../../shared/labels';
import { Star } from '../../shared/Star';
import classes from './CheckDrawer.module.css';

interface Props {
  rows: CheckRow[];
  /** Opens the field of a row. */
  onOpen: (anchor: string) => void;
  onClose: () => void;
}

/** The window «Проверка заполнения договора», beside the form: rows go as the order is filled. */
export function CheckDrawer({ rows, onOpen, onClose }: Props) {
  const toFill = rows.filter(({ level }) => level !== 'warning');
  const warnings = rows.filter(({ level }) => level === 'warning');
  return (
    <div
      className={classes.drawer}
      role="dialog"
      aria-label="Проверка заполнения договора"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header className={classes.head}>
        <h2>Проверка заполнения договора</h2>
        <CloseButton aria-label="Закрыть проверку" onClick={onClose} />
      </header>
      <div className={classes.body}>
        {toFill.length === 0 ? (
          <p className={classes.done} role="status">
            <IconCircleCheck size={22} stroke={1.5} /> Договор заполнен
          </p>
        ) : (
          <>
            <p className={classes.legendTitle}>Принятые обозначения:</p>
            <ul className={classes.legend}>
              <li>
                <Star level="red" isDecorative /> Поле не заполнено
              </li>
              <li>
                <Star level="orange" isDecorative /> Услуга не добавлена или данные по услуге заполнены частично
              </li>
            </ul>
            <Rows rows={toFill} label="Поля для заполнения" onOpen={onOpen} />
          </>
        )}
        {warnings.length > 0 && (
          <>
            <h3 className={classes.part}>Предупреждения</h3>
            <Rows rows={warnings} label="Предупреждения" onOpen={onOpen} />
          </>
        )}
        <p className={classes.note}>
          Нажмите на строку, чтобы перейти к полю. Строки исчезают по мере заполнения. К следующему незаполненному полю
          ведёт клавиша F8.
        </p>
      </div>
    </div>
  );
}

interface RowsProps {
  rows: CheckRow[];
  label: string;
  onOpen: (anchor: string) => void;
}

function Rows({ rows, label, onOpen }: RowsProps) {
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Поле для заполнения</th>
          <th scope="col">Где находится</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.level}${row.anchor}${row.label}${row.reason}`} onClick={() => onOpen(row.anchor)}>
            <td>
              <button type="button" className={classes.open} aria-description={row.reason}>
                {row.label}
                {SHOWN[row.level] && (
                  <>
                    {'\u00a0'}
                    <Star level={row.level} isDecorative />
                  </>
                )}
              </button>
              {!USUAL_REASONS.includes(row.reason) && <span className={classes.reason}>{row.reason}</span>}
            </td>
            <td>{row.place}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A warning has no star: it blocks nothing. */
const SHOWN: Record<CheckLevel, boolean> = { red: true, orange: true, warning: false };
