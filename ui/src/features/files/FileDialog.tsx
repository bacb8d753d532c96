import { Button, Group, Modal, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../../app/query';
import type { FileRow } from '../../bindings/FileRow';
import { FailureNote } from '../../shared/states';

interface Props {
  file: FileRow;
  kinds: string[];
  onClose: () => void;
}

/** Name, kind and who a file is meant for. */
export function FileDialog({ file, kinds, onClose }: Props) {
  const [name, setName] = useState(file.name);
  const [kind, setKind] = useState(file.kind);
  const [forTourist, setForTourist] = useState(file.for_tourist);
  const change = useCommand('change_file');
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    change.mutate({ id: file.id, name, kind, for_tourist: forTourist }, { onSuccess: onClose });
  };
  return (
    <Modal opened onClose={onClose} title="Файл" closeButtonProps={{ 'aria-label': 'Закрыть окно' }}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label="Название"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <Select
            label="Тип"
            data={kinds.includes(kind) ? kinds : [kind, ...kinds]}
            value={kind}
            onChange={(value) => value !== null && setKind(value)}
          />
          <Switch
            label="Для туриста"
            description="Иначе файл виден только вам и без подтверждения туристу не уйдёт"
            checked={forTourist}
            onChange={(event) => setForTourist(event.currentTarget.checked)}
          />
          {change.error && <FailureNote error={change.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Отмена
            </Button>
            <Button type="submit" loading={change.isPending} disabled={name.trim() === ''}>
              Сохранить
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
