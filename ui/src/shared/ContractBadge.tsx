import { Badge } from '@mantine/core';
import type { ContractStatus } from '../bindings/ContractStatus';
import { contractStatus } from './labels';

const COLORS: Record<ContractStatus, string> = {
  draft: 'gray',
  prepared: 'gray',
  sent: 'sea',
  viewed: 'sea',
  code_sent: 'sea',
  signed: 'green',
  signed_on_paper: 'green',
  declined: 'red',
  revoked: 'red',
  expired: 'orange',
  send_failed: 'red',
};

/** Status of a contract, in its colour. */
export function ContractBadge({ status }: { status: ContractStatus }) {
  return (
    <Badge color={COLORS[status]} size="md" title={contractStatus[status]}>
      {contractStatus[status]}
    </Badge>
  );
}
