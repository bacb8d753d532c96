import { Button, Group, Menu, Text } from '@mantine/core';
import { IconChevronDown, IconCopyPlus, IconDatabaseOff, IconFolder, IconFolderOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommand } from '../../app/query';
import type { CopyRef } from '../../bindings/CopyRef';
import type { DataState } from '../../bindings/DataState';
import { backend } from '../../lib/backend';
import { complain, tell } from '../../shared/notices';
import { Panel } from '../../shared/Panel';
import { Empty } from '../../shared/states';
import { CopiesTable } from './CopiesTable';
import classes from './Data.module.css';
import { RestoreDialog } from './RestoreDialog';
import { WorkProgress } from './WorkProgress';

const HEAD_ONLY = 'Это может только руководитель';

/** The copies, making one and going back to one. */
export function CopiesPanel({ data, isHead }: { data: DataState; isHead: boolean }) {
  const [chosen, setChosen] = useState<CopyRef | null>(null);
  const make = useCommand('make_copy');
  const open = useCommand('open_data_folder');
  const fromFolder = async () => {
    const path = await backend.choosePath('folder', '');
    if (path !== null) {
      setChosen({ place: 'elsewhere', path });
    }
  };
  const actions = (
    <Group gap="xs">
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button variant="subtle" rightSection={<IconChevronDown size={16} />}>
            Ещё
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconFolderOpen size={18} stroke={1.5} />}
            onClick={() => open.mutate({ which: 'copies' }, { onError: complain })}
          >
            Открыть папку с копиями
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFolder size={18} stroke={1.5} />}
            disabled={!isHead}
            title={isHead ? undefined : HEAD_ONLY}
            onClick={() => void fromFolder()}
          >
            Восстановить из другой папки…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button
        leftSection={<IconCopyPlus size={18} stroke={1.5} />}
        loading={make.isPending}
        onClick={() => make.mutate({}, { onSuccess: () => tell('Копия сделана и проверена'), onError: complain })}
      >
        Сделать копию сейчас
      </Button>
    </Group>
  );
  return (
    <Panel title="Резервные копии" actions={actions}>
      {data.copies.length === 0 ? (
        <Empty icon={<IconDatabaseOff size={36} stroke={1.5} />} title="Копий ещё нет">
          Программа делает копию раз в день и при закрытии. Первую можно сделать прямо сейчас.
        </Empty>
      ) : (
        <CopiesTable copies={data.copies} onRestore={isHead ? (name) => setChosen({ place: 'here', name }) : null} />
      )}
      {make.isPending && <WorkProgress work="copy" text="Копируется" />}
      <SecondFolder path={data.second_folder} isHead={isHead} />
      {chosen && <RestoreDialog copy={chosen} copies={data.copies} onClose={() => setChosen(null)} />}
    </Panel>
  );
}

/** Where each copy is put a second time: the first ones lie on the same disk as the base. */
function SecondFolder({ path, isHead }: { path: string | null; isHead: boolean }) {
  const set = useCommand('set_second_folder');
  const choose = async () => {
    const chosen = await backend.choosePath('folder', path ?? '');
    if (chosen !== null) {
      set.mutate({ path: chosen }, { onSuccess: () => tell('Вторая папка выбрана'), onError: complain });
    }
  };
  return (
    <div className={classes.second}>
      <div>
        <Text fw={600} size="sm">
          Вторая папка для копий
        </Text>
        <Text c="dimmed" size="sm">
          {path ?? 'Не выбрана. Укажите папку на флешке или сетевом диске: копия уцелеет, если сломается этот диск.'}
        </Text>
      </div>
      <Group gap="xs" hidden={!isHead}>
        {path !== null && (
          <Button variant="subtle" onClick={() => set.mutate({ path: null }, { onError: complain })}>
            Не копировать
          </Button>
        )}
        <Button variant="default" loading={set.isPending} onClick={() => void choose()}>
          {path === null ? 'Выбрать папку' : 'Изменить'}
        </Button>
      </Group>
    </div>
  );
}
