import { useCommand } from '../../app/query';
import type { KeptPeople } from '../../bindings/KeptPeople';
import type { Order } from '../../bindings/Order';
import { counted } from '../../shared/format';
import { complain, tell } from '../../shared/notices';

/** The order with its people tied to their records. */
function tied(order: Order, kept: KeptPeople): Order {
  const clients = new Map(kept.tourists.map(({ id, client_id }) => [id, client_id]));
  return {
    ...order,
    customer: { ...order.customer, client_id: kept.customer ?? order.customer.client_id },
    tourists: order.tourists.map((tourist) => ({
      ...tourist,
      client_id: clients.get(tourist.id) ?? tourist.client_id,
    })),
  };
}

/** «Сохранить в клиенты»: everybody of the order gets a record, known ones what they lacked. */
export function useKeepPeople(order: Order, rewrite: (change: (order: Order) => Order) => void): () => void {
  const keep = useCommand('keep_order_people');
  return () =>
    keep.mutate(
      { customer: order.customer, tourists: order.tourists },
      {
        onSuccess: (kept) => {
          rewrite((now) => tied(now, kept));
          const done = [
            kept.added > 0 && `добавлено: ${kept.added}`,
            kept.completed > 0 && `дополнено: ${kept.completed}`,
          ].filter(Boolean);
          const all = kept.tourists.length + (kept.customer ? 1 : 0);
          tell(
            done.length > 0
              ? `Клиенты, ${done.join(', ')}`
              : all > 0
                ? `Уже в клиентах: ${counted(all, 'человек', 'человека', 'человек')}`
                : 'Сохранять некого: укажите фамилии',
          );
        },
        onError: complain,
      },
    );
}
