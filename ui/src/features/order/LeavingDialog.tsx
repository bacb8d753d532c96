import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useLeaveGuard } from '../../app/leaving';
import type { OrderDraft } from './useOrderDraft';

/** Asks about unsaved work when the page is left; the dialog to be drawn, if it is open. */
export function useLeaving(draft: OrderDraft) {
  const [goOn, setGoOn] = useState<(() => void) | null>(null);
  useLeaveGuard(
    draft.isDirty,
    useCallback((next: () => void) => setGoOn(() => next), []),
  );
  if (!goOn) {
    return null;
  }
  const stay = () => setGoOn(null);
  return (
    <Modal
      opened
      onClose={stay}
      size={520}
      title="Сохранить изменения в заявке?"
      closeButtonProps={{ 'aria-label': 'Закрыть окно' }}
    >
      <Stack>
        <Text c="dimmed">Черновик остаётся в базе: изменения можно сохранить и позже.</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" onClick={stay}>
            Остаться
          </Button>
          <Button variant="default" onClick={goOn}>
            Оставить черновиком
          </Button>
          <Button
            loading={draft.isSaving}
            onClick={() => void draft.save({ onSaved: goOn, isQuiet: true })}
            data-autofocus
          >
            Сохранить
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
