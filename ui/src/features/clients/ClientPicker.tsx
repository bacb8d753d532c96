import { Combobox, Loader, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
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
  /** What the field is for: «Заказчик из клиентов». */
  label: string;
  /** The tour goes abroad: a tourist takes the travel passport. */
  isAbroad: boolean;
  /** The client as customer and as tourist of the order. */
  onPick: (people: ClientSnapshot) => void;
}

/** Finds a client by a few letters; Enter takes the first. */
export function ClientPicker({ label, isAbroad, onPick }: Props) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 80);
  const box = useCombobox();
  const found = useQuery<ClientRows, CommandError>({
    ...queryOptions('list_clients', { wish: { ...everyone, search }, page: { offset: 0, limit: SHOWN } }),
    enabled: search.trim() !== '',
    placeholderData: keepPreviousData,
  });
  const rows = search.trim() === '' ? [] : (found.data?.rows ?? []);
  const isSettled = typed === search && !found.isFetching;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first is offered whenever the answer changes
  useEffect(() => box.selectFirstOption(), [found.data]);

  const pick = async (row: ClientRow) => {
    box.closeDropdown();
    setTyped('');
    try {
      onPick(await backend.call('client_for_order', { id: row.id, abroad: isAbroad }));
    } catch (error) {
      complain(CommandError.from(error));
    }
  };
  const first = rows[0];
  return (
    <Combobox
      store={box}
      withinPortal
      onOptionSubmit={(id) => {
        const row = rows.find((one) => one.id === id);
        if (row) {
          void pick(row);
        }
      }}
    >
      <Combobox.Target>
        <TextInput
          size="xs"
          w={260}
          aria-label={label}
          placeholder={label}
          leftSection={<IconSearch size={14} stroke={1.5} />}
          rightSection={found.isFetching && <Loader size={14} />}
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            box.openDropdown();
          }}
          onBlur={() => box.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && isSettled && first && box.getSelectedOptionIndex() < 0) {
              event.preventDefault();
              void pick(first);
            }
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={search.trim() === ''} miw={380}>
        <Combobox.Options>
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
          {rows.length === 0 && isSettled && <Combobox.Empty>Такого клиента нет</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
