import { Anchor } from '@mantine/core';
import { memo } from 'react';
import type { Contract } from '../../bindings/Contract';
import { ContractBadge } from '../../shared/ContractBadge';
import { date, dateTime } from '../../shared/format';
import { bookingStatus, contractKind } from '../../shared/labels';
import { Panel } from '../../shared/Panel';
import { Star } from '../../shared/Star';
import { useIssue } from './issues';
import classes from './Order.module.css';

interface Props {
  contract: Contract;
  onEdit: (anchor: string) => void;
}

/** «Данные договора и бронирования»: read here, changed in the dialog «Договор». */
export const ContractBlock = memo(function ContractBlock({ contract, onEdit }: Props) {
  return (
    <Panel
      title="Данные договора и бронирования"
      id="contract"
      actions={
        <Anchor component="button" type="button" fw={500} onClick={() => onEdit('contract.number')}>
          Изменить
        </Anchor>
      }
    >
      <dl className={classes.facts}>
        <Fact anchor="contract.number" label="Номер договора" value={contract.number} text={contract.number} />
        <Fact anchor="contract.date" label="Дата" value={contract.date} text={date(contract.date)} />
        <div>
          <dt>Статус договора</dt>
          <dd>
            <ContractBadge status={contract.status} />
          </dd>
        </div>
        <Fact
          anchor="contract.docs_from_tourist_by"
          label="Срок предоставления документов от туриста"
          value={contract.docs_from_tourist_by}
          text={date(contract.docs_from_tourist_by)}
        />
        <Fact
          anchor="contract.docs_to_tourist_by"
          label="Срок передачи документов туристу"
          value={contract.docs_to_tourist_by}
          text={dateTime(contract.docs_to_tourist_by)}
        />
        <Fact anchor="contract.kind" label="Вид договора" value={contract.kind} text={contractKind[contract.kind]} />
        <Fact anchor="contract.city" label="Место заключения" value={contract.city} text={contract.city} />
        <Fact
          anchor="contract.template"
          label="Шаблон договора"
          value={contract.template}
          text={contract.template || 'Встроенный'}
        />
        <Fact
          anchor="contract.confirm_by"
          label="Срок подтверждения бронирования"
          value={contract.confirm_by}
          text={date(contract.confirm_by) || contract.confirm_within}
        />
        <Fact
          anchor="contract.booking_number"
          label="Номер брони у туроператора"
          value={contract.booking_number}
          text={contract.booking_number}
        />
        <Fact
          anchor="contract.booking_status"
          label="Статус брони"
          value={contract.booking_status}
          text={contract.booking_status === null ? '' : bookingStatus[contract.booking_status]}
        />
      </dl>
    </Panel>
  );
});

interface FactProps {
  anchor: string;
  label: string;
  value: unknown;
  /** The value as people read it. */
  text: string;
}

function Fact({ anchor, label, value, text }: FactProps) {
  const issue = useIssue(anchor, value);
  return (
    <div>
      <dt>
        {label} {issue && <Star level={issue.level} size={12} isDecorative />}
      </dt>
      <dd>{text === '' ? '—' : text}</dd>
    </div>
  );
}
