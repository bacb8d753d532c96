import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { blockTitle } from './blocks';
import type { Conflict, OrderDraft } from './useOrderDraft';

/** Somebody saved the same fields meanwhile: whose values are to stay. */
export function ConflictNote({ draft, conflict }: { draft: OrderDraft; conflict: Conflict }) {
  const places = [...new Set(conflict.paths.map(blockTitle))].map((title) => `«${title}»`).join(', ');
  return (
    <Alert
      color="orange"
      icon={<IconAlertTriangle size={18} />}
      title="Заявку изменили, пока вы её правили"
      role="alert"
    >
      <Stack gap="xs">
        <span>
          Одни и те же данные изменены дважды: {places}. Сейчас на экране ваши значения; остальное уже обновлено.
        </span>
        <Group gap="xs">
          <Button size="xs" onClick={draft.keepMine}>
            Оставить мои
          </Button>
          <Button size="xs" variant="default" onClick={draft.takeTheirs}>
            Взять сохранённые
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
