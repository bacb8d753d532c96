import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { go } from '../../app/leaving';
import { useCommand } from '../../app/query';
import type { ExportOrders } from '../../bindings/ExportOrders';
import type { OrderChange } from '../../bindings/OrderChange';
import type { OrdersChanged } from '../../bindings/OrdersChanged';
import { backend } from '../../lib/backend';
import { CommandError } from '../../lib/backend/error';
import { counted } from '../../shared/format';
import { complain, tell } from '../../shared/notices';
import { changedText, undoneText } from './changeTexts';

export type OrderActions = ReturnType<typeof useOrderActions>['actions'];

/** What can be done with orders of the grid, with the way back. */
export function useOrderActions(onGone: () => void) {
  const changing = useCommand('change_orders');
  const undoing = useCommand('undo_orders');
  const deleting = useCommand('delete_orders');
  const copying = useCommand('copy_order');
  const exporting = useCommand('export_orders');
  const [doomed, setDoomed] = useState<string[]>([]);

  const undo = (done: OrdersChanged) =>
    undoing.mutate(done, { onSuccess: (result) => tell(undoneText(result)), onError: complain });

  const actions = {
    isBusy: changing.isPending || deleting.isPending,
    isExporting: exporting.isPending,
    change(ids: string[], change: OrderChange) {
      changing.mutate(
        { ids, change },
        {
          onSuccess: (done) => {
            const text = changedText(change, ids.length, done.before.length);
            tell(text, done.before.length > 0 ? { label: 'Отменить', run: () => undo(done) } : undefined);
            onGone();
          },
          onError: complain,
        },
      );
    },
    copy(id: string) {
      copying.mutate({ id }, { onSuccess: ({ order }) => go(`/orders/${order.id}`), onError: complain });
    },
    askToDelete: setDoomed,
    exportTo(request: ExportOrders) {
      exporting.mutate(request, {
        onSuccess: ({ name, mime, base64 }) =>
          void backend.saveBytes(name, mime, base64).catch((error) => complain(CommandError.from(error))),
        onError: complain,
      });
    },
  };

  const remove = () =>
    deleting.mutate(
      { ids: doomed },
      {
        onSuccess: ({ deleted, kept }) => {
          setDoomed([]);
          onGone();
          if (deleted > 0) {
            tell(`Удалено навсегда: ${counted(deleted, 'заявка', 'заявки', 'заявок')}`);
          }
          if (kept.length > 0) {
            const reasons = kept.map(({ number, reason }) => `№\u00a0${number}: ${reason}`);
            complain(new CommandError('invalid', 'Удалены не все заявки', '', reasons));
          }
        },
        onError: complain,
      },
    );
  const question = (
    <Modal
      opened={doomed.length > 0}
      onClose={() => setDoomed([])}
      title="Удалить навсегда?"
      closeButtonProps={{ 'aria-label': 'Закрыть окно' }}
    >
      <Stack>
        <Text>
          {counted(doomed.length, 'заявка', 'заявки', 'заявок')} вместе с файлами и историей. Вернуть их будет нельзя.
          Заявки с подписанным договором не удаляются.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={() => setDoomed([])}>
            Оставить
          </Button>
          <Button color="red" loading={deleting.isPending} onClick={remove}>
            Удалить навсегда
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
  return { actions, question };
}
