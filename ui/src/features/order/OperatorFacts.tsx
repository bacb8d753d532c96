import type { TourOperator } from '../../bindings/TourOperator';
import { date, dateRange, money } from '../../shared/format';
import { guaranteeKind, tourKind } from '../../shared/labels';
import screen from '../../shared/Screen.module.css';
import classes from './Order.module.css';

/** What the order keeps of its operator, to be read. */
export function OperatorFacts({ operator }: { operator: TourOperator }) {
  const agreement =
    operator.agency_agreement_number === ''
      ? ''
      : `№\u00a0${operator.agency_agreement_number} от ${date(operator.agency_agreement_date)}`;
  return (
    <dl className={classes.facts} style={{ marginTop: 18 }}>
      <Fact label="Полное наименование" text={operator.full_name} />
      <Fact label="Номер в реестре" text={operator.registry_number} />
      <Fact label="ИНН, ОГРН" text={[operator.inn, operator.ogrn].filter((part) => part !== '').join(', ')} />
      <Fact label="Адрес" text={operator.address} />
      <Fact label="Телефон" text={operator.phone} />
      <Fact label="E-mail" text={operator.email} />
      <Fact label="Сфера" text={operator.scope.map((kind) => tourKind[kind]).join(', ')} />
      <Fact label="Агентский договор" text={agreement} />
      <Fact label="Объединение туроператоров" text={operator.association} />
      <Fact label="Фонд персональной ответственности" text={operator.personal_liability_fund} />
      <div className={screen.full}>
        <dt>Финансовое обеспечение</dt>
        {operator.guarantees.map((guarantee, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: guarantees have no id and are only read here.
          <dd key={index}>
            {[
              guaranteeKind[guarantee.kind],
              guarantee.amount === null ? '' : money(guarantee.amount),
              guarantee.number === '' ? '' : `№\u00a0${guarantee.number} от ${date(guarantee.date)}`,
              guarantee.guarantor,
              dateRange(guarantee.from, guarantee.to),
            ]
              .filter((part) => part !== '')
              .join(', ')}
          </dd>
        ))}
        {operator.guarantees.length === 0 && <dd>—</dd>}
      </div>
    </dl>
  );
}

function Fact({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{text === '' ? '—' : text}</dd>
    </div>
  );
}
