import { Button, Combobox, Loader, Popover, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { IconAddressBook, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { queryOptions } from '../../app/query';
import type { ClientRow } from '../../bindings/ClientRow';
import type { ClientRows } from '../../bindings/ClientRows';
import type { ClientSnapshot } from '../../bindings/ClientSnapshot';
import { backend } from '../../lib/backend';
import { CommandError } from '../../lib/backend/error';
import { date, phone } from '../../shared/format';
import { complain } from '../../shared/notices';
import classes from './Clients.module.css';
import { everyone } from './view';

const SHOWN = 8;

interface Props {
  /** What the search is for: «Заказчик из клиентов». */
  label: string;
  /** The key that opens it: `F4`. */
  hotkey?: string;
  /** Countries of the tour: abroad a tourist takes the travel passport. */
  countries: string[];
  /** The client as customer and as tourist of the order. */
  onPick: (people: ClientSnapshot) => void;
}

/** A button that finds a client by a few letters; Enter takes the first. */
export function ClientPicker({ label, hotkey, countries, onPick }: Props) {
  const [isOpen, setOpen] = useState(false);
  // the field is there before the next letter is typed
  useHotkeys(hotkey ? [[hotkey, () => flushSync(() => setOpen(true))]] : [], []);
  const pick = async (row: ClientRow) => {
    setOpen(false);
    try {
      onPick(await backend.call('client_for_order', { id: row.id, countries }));
    } catch (error) {
      complain(CommandError.from(error));
    }
  };
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      shadow="md"
      width={420}
      trapFocus
      returnFocus
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconAddressBook size={16} stroke={1.5} />}
          aria-label={label}
          title={hotkey ? `${label} (${hotkey})` : label}
          onClick={() => setOpen(!isOpen)}
        >
          Из клиентов
        </Button>
      </Popover.Target>
      {/* the page's own keys do not hear what is typed here */}
      <Popover.Dropdown p="xs" onKeyDown={(event) => event.key === 'Enter' && event.stopPropagation()}>
        <Finder label={label} onPick={(row) => void pick(row)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Finder({ label, onPick }: { label: string; onPick: (row: ClientRow) => void }) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 80);
  const box = useCombobox({ opened: true });
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.focus({ preventScroll: true }), []);
  const found = useQuery<ClientRows, CommandError>({
    ...queryOptions('list_clients', { wish: { ...everyone, search }, page: { offset: 0, limit: SHOWN } }),
    placeholderData: keepPreviousData,
  });
  const rows = found.data?.rows ?? [];
  // Enter that comes before the answer waits for it
  const [isWanted, setWanted] = useState(false);
  const isSettled = typed === search && found.isSuccess && !found.isPlaceholderData;
  const first = rows[0];
  useEffect(() => {
    if (isWanted && isSettled) {
      setWanted(false);
      if (first) {
        onPick(first);
      }
    }
  }, [isWanted, isSettled, first, onPick]);

  return (
    <Combobox
      store={box}
      onOptionSubmit={(id) => {
        const row = rows.find((one) => one.id === id);
        if (row) {
          onPick(row);
        }
      }}
    >
      <Combobox.EventsTarget>
        <TextInput
          ref={input}
          aria-label={label}
          placeholder="ФИО, телефон, паспорт, ИНН"
          leftSection={<IconSearch size={16} stroke={1.5} />}
          rightSection={found.isFetching && <Loader size={14} />}
          autoComplete="off"
          data-autofocus
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setWanted(false);
            box.resetSelectedOption();
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && box.getSelectedOptionIndex() < 0) {
              event.preventDefault();
              setWanted(true);
            }
          }}
        />
      </Combobox.EventsTarget>
      <Combobox.Options mt="xs">
        {rows.map((row) => (
          <Combobox.Option key={row.id} value={row.id}>
            <div className={classes.picked}>
              <span>{row.name}</span>
              <Text span size="sm" c="dimmed">
                {[date(row.birth_date), phone(row.phone)].filter(Boolean).join(' · ')}
              </Text>
            </div>
          </Combobox.Option>
        ))}
        {rows.length === 0 && isSettled && (
          <Combobox.Empty>
            {typed === '' ? 'Клиентов пока нет: сохраните людей заявки в клиенты' : 'Такого клиента нет'}
          </Combobox.Empty>
        )}
      </Combobox.Options>
    </Combobox>
  );
}
