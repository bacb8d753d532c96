import { Button, Group, Modal } from '@mantine/core';

interface Props {
  title: string;
  isSaving: boolean;
  onStay: () => void;
  onDrop: () => void;
  onSave: () => void;
}

/** Asks about unsaved work when a page is left. */
export function LeaveDialog({ title, isSaving, onStay, onDrop, onSave }: Props) {
  return (
    <Modal opened onClose={onStay} size={500} title={title} closeButtonProps={{ 'aria-label': 'Закрыть окно' }}>
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={onStay}>
          Остаться
        </Button>
        <Button variant="default" onClick={onDrop}>
          Не сохранять
        </Button>
        <Button loading={isSaving} onClick={onSave} data-autofocus>
          Сохранить
        </Button>
      </Group>
    </Modal>
  );
}
