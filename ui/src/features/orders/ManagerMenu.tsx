import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useCommandQuery } from '../../app/query';
import type { StaffId } from '../../bindings/StaffId';

interface Props {
  isDisabled: boolean;
  onChoose: (manager: string, id: StaffId | null) => void;
}

/** Hands orders over to one of the staff. */
export function ManagerMenu({ isDisabled, onChoose }: Props) {
  const staff = useCommandQuery('list_staff', {});
  const working = (staff.data?.staff ?? []).map(({ member }) => member).filter(({ active }) => active);
  return (
    <Menu position="top-start" shadow="md" width={260}>
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={16} />} disabled={isDisabled}>
          Менеджер
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {working.map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => onChoose(name, id)}>
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => onChoose('', null)}>Без менеджера</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
