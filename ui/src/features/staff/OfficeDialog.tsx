import { Button, Group, Modal, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../../app/query';
import type { OfficeCard } from '../../bindings/OfficeCard';
import { tell } from '../../shared/notices';
import { FailureNote } from '../../shared/states';

interface Props {
  office: OfficeCard;
  isNew: boolean;
  onClose: () => void;
}

/** The card of an office. */
export function OfficeDialog({ office: kept, isNew, onClose }: Props) {
  const [office, setOffice] = useState(kept);
  const save = useCommand('save_office');
  const text = (key: 'name' | 'address' | 'phone', label: string) => (
    <TextInput
      label={label}
      value={office[key]}
      onChange={(event) => setOffice({ ...office, [key]: event.currentTarget.value })}
      data-autofocus={key === 'name' ? true : undefined}
    />
  );
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    save.mutate(
      { office },
      {
        onSuccess: () => {
          tell(isNew ? 'Офис добавлен' : 'Офис сохранён');
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={isNew ? 'Новый офис' : kept.name}
      closeButtonProps={{ 'aria-label': 'Закрыть окно' }}
    >
      <form onSubmit={submit}>
        <Stack>
          {text('name', 'Название')}
          {text('address', 'Адрес')}
          {text('phone', 'Телефон')}
          {!isNew && (
            <Switch
              label="Офис работает"
              description="Закрытый офис нельзя выбрать, а в старых заявках он останется"
              checked={office.active}
              onChange={(event) => setOffice({ ...office, active: event.currentTarget.checked })}
            />
          )}
          {save.error && <FailureNote error={save.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Отмена
            </Button>
            <Button type="submit" loading={save.isPending}>
              Сохранить
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
