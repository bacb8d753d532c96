import { type ReactNode, useMemo } from 'react';
import type { CheckRow } from '../../bindings/CheckRow';
import type { Client } from '../../bindings/Client';
import type { ClientProblem } from '../../bindings/ClientProblem';
import { IssuesProvider } from '../order/issues';

interface Props {
  problems: ClientProblem[];
  /** The card the problems are about. */
  checked: Client;
  children: ReactNode;
}

/** Shows what is wrong in a card at its fields, which are those of an order. */
export function ClientIssues({ problems, checked, children }: Props) {
  const rows = useMemo(
    () =>
      problems.map(
        ({ field, reason }): CheckRow => ({
          level: 'red',
          label: '',
          block: 'customer',
          place: '',
          anchor: `customer.${field}`,
          reason,
        }),
      ),
    [problems],
  );
  const seen = useMemo(() => ({ customer: checked }), [checked]);
  return (
    <IssuesProvider rows={rows} checked={seen}>
      {children}
    </IssuesProvider>
  );
}
