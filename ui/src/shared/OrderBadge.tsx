import { Badge } from '@mantine/core';
import type { OrderStatus } from '../bindings/OrderStatus';
import { orderStatus } from './labels';

const COLORS: Record<OrderStatus, string> = {
  new: 'orange',
  in_progress: 'sea',
  confirmed: 'green',
  documents_ready: 'green',
  documents_issued: 'green',
  closed: 'gray',
  refused: 'red',
  cancelled: 'red',
};

/** Status of an order, in its colour. */
export function OrderBadge({ status }: { status: OrderStatus }) {
  return (
    <Badge color={COLORS[status]} size="md" title={orderStatus[status]}>
      {orderStatus[status]}
    </Badge>
  );
}
