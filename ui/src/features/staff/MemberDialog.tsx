import { Button, Group, Modal, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../../app/query';
import type { OfficeCard } from '../../bindings/OfficeCard';
import type { Rights } from '../../bindings/Rights';
import type { Role } from '../../bindings/Role';
import type { StaffMember } from '../../bindings/StaffMember';
import { newId } from '../../shared/ids';
import { options, right, role } from '../../shared/labels';
import { tell } from '../../shared/notices';
import screen from '../../shared/Screen.module.css';
import { FailureNote } from '../../shared/states';
import classes from './Staff.module.css';

/** What a new manager may do: the daily work. */
const USUAL: Rights = {
  export: false,
  delete: false,
  integrations: false,
  others_read: true,
  others_edit: false,
  money: true,
};

export function newMember(): StaffMember {
  return { id: newId(), name: '', role: 'manager', office_id: null, phone: '', email: '', active: true, rights: USUAL };
}

interface Props {
  member: StaffMember;
  isNew: boolean;
  isMe: boolean;
  offices: OfficeCard[];
  onClose: () => void;
}

/** The card of a member of the staff. */
export function MemberDialog({ member: kept, isNew, isMe, offices, onClose }: Props) {
  const [member, setMember] = useState(kept);
  const save = useCommand('save_member');
  const set = (patch: Partial<StaffMember>) => setMember({ ...member, ...patch });
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    save.mutate(
      { member },
      {
        onSuccess: () => {
          tell(isNew ? 'Сотрудник добавлен' : 'Карточка сохранена');
          onClose();
        },
      },
    );
  };
  const shownOffices = offices.filter(({ id, active }) => active || id === member.office_id);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={isNew ? 'Новый сотрудник' : kept.name}
      closeButtonProps={{ 'aria-label': 'Закрыть окно' }}
    >
      <form onSubmit={submit}>
        <Stack>
          <div className={screen.fields}>
            <TextInput
              className={screen.full}
              label="ФИО"
              value={member.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
              data-autofocus
            />
            <Select
              label="Роль"
              data={options(role)}
              value={member.role}
              onChange={(value) => value && set({ role: value as Role })}
            />
            <Select
              label="Офис"
              placeholder={shownOffices.length === 0 ? 'Офисов пока нет' : 'Не указан'}
              data={shownOffices.map(({ id, name }) => ({ value: id, label: name }))}
              value={member.office_id}
              clearable
              onChange={(office_id) => set({ office_id })}
            />
            <TextInput
              label="Телефон"
              value={member.phone}
              onChange={(event) => set({ phone: event.currentTarget.value })}
            />
            <TextInput
              label="E-mail"
              value={member.email}
              onChange={(event) => set({ email: event.currentTarget.value })}
            />
          </div>
          <fieldset className={classes.rights}>
            <legend>Права</legend>
            {member.role === 'head'
              ? 'Руководителю доступно всё.'
              : options(right).map(({ value, label }) => (
                  <Switch
                    key={value}
                    label={label}
                    checked={member.rights[value]}
                    disabled={value === 'others_edit' && !member.rights.others_read}
                    onChange={(event) => set({ rights: { ...member.rights, [value]: event.currentTarget.checked } })}
                  />
                ))}
          </fieldset>
          {!isNew && (
            <Switch
              label="Работает в агентстве"
              description={
                isMe
                  ? 'Закрыть доступ самому себе нельзя'
                  : 'Ушедший сотрудник не войдёт в программу, а в заявках и журнале останется'
              }
              checked={member.active}
              disabled={isMe}
              onChange={(event) => set({ active: event.currentTarget.checked })}
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
