import { complain } from '../shared/notices';
import { go } from './leaving';
import { queryClient, queryKey, useCommand } from './query';

/** «Новая заявка»: makes an order with the next number and opens it. */
export function useNewOrder(): { create: () => void; isPending: boolean } {
  const making = useCommand('create_order');
  const create = () => {
    if (!making.isPending) {
      making.mutate(
        {},
        {
          onSuccess: (details) => {
            queryClient.setQueryData(queryKey('get_order', { id: details.order.id }), details);
            go(`/orders/${details.order.id}`);
          },
          onError: complain,
        },
      );
    }
  };
  return { create, isPending: making.isPending };
}
