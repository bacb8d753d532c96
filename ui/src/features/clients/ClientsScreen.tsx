import { Button, Checkbox, CloseButton, Group, Menu, Modal, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import {
  IconAddressBook,
  IconCopyCheck,
  IconDots,
  IconDownload,
  IconPlus,
  IconSearch,
  IconTableImport,
  IconTrash,
} from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { go } from '../../app/leaving';
import { useCommand } from '../../app/query';
import type { ClientWish } from '../../bindings/ClientWish';
import type { ConsentFilter } from '../../bindings/ConsentFilter';
import type { CustomerKind } from '../../bindings/CustomerKind';
import { backend } from '../../lib/backend';
import { CommandError } from '../../lib/backend/error';
import { counted } from '../../shared/format';
import { BY_PLACE } from '../../shared/hotkeys';
import { customerKind, options } from '../../shared/labels';
import { complain, tell } from '../../shared/notices';
import screen from '../../shared/Screen.module.css';
import { Empty, Failure, Waiting } from '../../shared/states';
import classes from './Clients.module.css';
import { ClientsGrid } from './ClientsGrid';
import { useClientRows } from './useClientRows';
import { consentFilter, everyone, isFiltered, keepView, loadView, sortBy } from './view';

/** «Клиенты»: everybody the agency works for. */
export function ClientsScreen() {
  const [view, setView] = useState(() => loadView(localStorage));
  const [search] = useDebouncedValue(view.search, 120);
  const [visible, setVisible] = useState({ first: 0, last: 0 });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const searchBox = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const wish = { ...view, search };
  const { head, total, rowAt } = useClientRows(wish, visible.first, visible.last);

  useEffect(() => keepView(localStorage, view), [view]);
  useHotkeys(
    [
      ['mod+N', () => go('/clients/new'), BY_PLACE],
      ['mod+F', () => searchBox.current?.select(), BY_PLACE],
    ],
    [],
  );
  const show = (patch: Partial<ClientWish>) => {
    setView({ ...view, ...patch });
    setChosen(new Set());
  };
  const choose = useCallback((id: string) => {
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) {
        after.add(id);
      }
      return after;
    });
  }, []);

  return (
    <div className={classes.screen}>
      <header className={classes.head}>
        <h1 className={screen.title}>{view.in_trash ? 'Клиенты в корзине' : 'Клиенты'}</h1>
        <TextInput
          ref={searchBox}
          className={classes.search}
          aria-label="Поиск клиентов"
          placeholder="ФИО, телефон, e-mail, паспорт, ИНН"
          leftSection={<IconSearch size={18} stroke={1.5} />}
          rightSection={
            view.search !== '' && (
              <CloseButton size="sm" aria-label="Очистить поиск" onClick={() => show({ search: '' })} />
            )
          }
          value={view.search}
          onChange={(event) => show({ search: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') {
              event.preventDefault();
              scroller.current?.focus();
            }
          }}
        />
        <Text c="dimmed" size="sm" className={classes.count} role="status">
          {head.isSuccess && total > 0 && counted(total, 'клиент', 'клиента', 'клиентов')}
        </Text>
        <MoreMenu wish={wish} onTrash={() => show({ ...everyone, in_trash: !view.in_trash })} />
        <Button leftSection={<IconPlus size={18} />} onClick={() => go('/clients/new')} title="Ctrl+N">
          Новый клиент
        </Button>
      </header>
      <div className={classes.filters}>
        <Select
          size="xs"
          w={180}
          aria-label="Вид клиента"
          placeholder="Все клиенты"
          clearable
          data={options(customerKind)}
          value={view.kind}
          onChange={(kind) => show({ kind: kind as CustomerKind | null })}
        />
        <Select
          size="xs"
          w={216}
          aria-label="Согласия"
          placeholder="Любые согласия"
          clearable
          data={options(consentFilter)}
          value={view.consent}
          onChange={(consent) => show({ consent: consent as ConsentFilter | null })}
        />
        <Checkbox
          size="xs"
          label="День рождения в этом месяце"
          checked={view.birthday_this_month}
          onChange={(event) => show({ birthday_this_month: event.currentTarget.checked })}
        />
        <Checkbox
          size="xs"
          label="Документ заканчивается"
          checked={view.document_expiring}
          onChange={(event) => show({ document_expiring: event.currentTarget.checked })}
        />
        {(isFiltered(view) || view.in_trash) && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => show({ ...everyone, sort: view.sort, descending: view.descending })}
          >
            {view.in_trash ? 'Выйти из корзины' : 'Сбросить фильтры'}
          </Button>
        )}
      </div>
      <div className={classes.panel}>
        {chosen.size > 0 && (
          <ChosenBar chosen={[...chosen]} inTrash={view.in_trash} onDone={() => setChosen(new Set())} />
        )}
        {head.isPending ? (
          <Waiting text="Клиенты загружаются" />
        ) : head.isError ? (
          <Failure error={head.error} onRetry={() => void head.refetch()} />
        ) : total > 0 ? (
          <ClientsGrid
            scroller={scroller}
            total={total}
            rowAt={rowAt}
            view={view}
            chosen={chosen}
            onChoose={choose}
            onSort={(sort) => setView(sortBy(view, sort))}
            onVisible={setVisible}
          />
        ) : view.in_trash && search === '' ? (
          <Empty icon={<IconTrash size={44} stroke={1.25} />} title="Корзина пуста">
            Удалённые клиенты остаются здесь, пока их не удалят навсегда.
          </Empty>
        ) : search === '' && !isFiltered(view) ? (
          <Empty
            icon={<IconAddressBook size={44} stroke={1.25} />}
            title="Клиентов пока нет"
            action={
              <Button
                mt="xs"
                leftSection={<IconTableImport size={18} stroke={1.5} />}
                onClick={() => go('/clients/import')}
              >
                Загрузить из Excel
              </Button>
            }
          >
            Загрузите свою таблицу клиентов, заведите карточку вручную или сохраните людей прямо из заявки.
          </Empty>
        ) : (
          <Empty
            icon={<IconSearch size={44} stroke={1.25} />}
            title="Никого не нашлось"
            action={
              <Button mt="xs" variant="default" onClick={() => show({ ...everyone, in_trash: view.in_trash })}>
                Показать всех
              </Button>
            }
          >
            Ищем по началу слов: фамилии, имени, телефону, e-mail, номеру документа, ИНН и меткам.
          </Empty>
        )}
      </div>
    </div>
  );
}

function MoreMenu({ wish, onTrash }: { wish: ClientWish; onTrash: () => void }) {
  const exported = useCommand('export_clients');
  const save = () =>
    exported.mutate(wish, {
      onSuccess: ({ name, mime, base64 }) =>
        void backend.saveBytes(name, mime, base64).catch((error) => complain(CommandError.from(error))),
      onError: complain,
    });
  return (
    <Menu position="bottom-end" shadow="md" width={250}>
      <Menu.Target>
        <Button variant="default" px="xs" aria-label="Ещё действия с клиентами" loading={exported.isPending}>
          <IconDots size={18} stroke={1.5} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconTableImport size={18} stroke={1.5} />} onClick={() => go('/clients/import')}>
          Загрузить из Excel или CSV
        </Menu.Item>
        <Menu.Item leftSection={<IconDownload size={18} stroke={1.5} />} onClick={save}>
          Выгрузить показанных в Excel
        </Menu.Item>
        <Menu.Item leftSection={<IconCopyCheck size={18} stroke={1.5} />} onClick={() => go('/clients/duplicates')}>
          Найти дубли
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconTrash size={18} stroke={1.5} />} onClick={onTrash}>
          {wish.in_trash ? 'К списку клиентов' : 'Корзина'}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function ChosenBar({ chosen, inTrash, onDone }: { chosen: string[]; inTrash: boolean; onDone: () => void }) {
  const trash = useCommand('trash_clients');
  const restore = useCommand('restore_clients');
  const remove = useCommand('delete_clients');
  const [isAsking, setAsking] = useState(false);
  const ids = { ids: chosen };
  const putBack = () => restore.mutate(ids, { onSuccess: onDone, onError: complain });
  const toTrash = () =>
    trash.mutate(ids, {
      onSuccess: ({ count }) => {
        onDone();
        tell(`В корзине: ${counted(count, 'клиент', 'клиента', 'клиентов')}`, { label: 'Вернуть', run: putBack });
      },
      onError: complain,
    });
  return (
    <div className={classes.chosen} role="toolbar" aria-label="Действия с отмеченными">
      <Text size="sm">Отмечено: {counted(chosen.length, 'клиент', 'клиента', 'клиентов')}</Text>
      {inTrash ? (
        <>
          <Button size="compact-sm" variant="light" loading={restore.isPending} onClick={putBack}>
            Вернуть в список
          </Button>
          <Button
            size="compact-sm"
            variant="light"
            color="red"
            loading={remove.isPending}
            onClick={() => setAsking(true)}
          >
            Удалить навсегда
          </Button>
          <Modal
            opened={isAsking}
            onClose={() => setAsking(false)}
            title={`Удалить навсегда: ${counted(chosen.length, 'клиент', 'клиента', 'клиентов')}?`}
            closeButtonProps={{ 'aria-label': 'Закрыть окно' }}
          >
            <Text c="dimmed">Карточки и журнал согласий не вернуть. Заявки останутся как есть.</Text>
            <Group justify="flex-end" gap="xs" mt="md">
              <Button variant="subtle" onClick={() => setAsking(false)} data-autofocus>
                Не удалять
              </Button>
              <Button
                color="red"
                loading={remove.isPending}
                onClick={() => remove.mutate(ids, { onSuccess: onDone, onError: complain })}
              >
                Удалить
              </Button>
            </Group>
          </Modal>
        </>
      ) : (
        <Button size="compact-sm" variant="light" loading={trash.isPending} onClick={toTrash}>
          В корзину
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" onClick={onDone}>
        Снять отметки
      </Button>
    </div>
  );
}
