import { type ReactNode, useMemo } from 'react';
import type { Client } from '../../bindings/Client';
import type { ClientProblem } from '../../bindings/ClientProblem';
import { IssuesProvider, type Remark } from '../order/issues';

interface Props {
  problems: ClientProblem[];
  /** The card the problems are about. */
  checked: Client;
  children: ReactNode;
}

/** Shows what is wrong in a card at its fields, which are those of an order. */
export function ClientIssues({ problems, checked, children }: Props) {
  const remarks = useMemo(
    () => problems.map(({ field, reason }): Remark => ({ anchor: `customer.${field}`, level: 'red', reason })),
    [problems],
  );
  const seen = useMemo(() => ({ customer: checked }), [checked]);
  return (
    <IssuesProvider remarks={remarks} checked={seen}>
      {children}
    </IssuesProvider>
  );
}
