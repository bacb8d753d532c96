import { CloseButton, Kbd, Loader, Modal, Text, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react';
import classes from './Palette.module.css';
import { useFound } from './useFound';

/** Lines in sight. */
const PAGE = 8;

/** Where a key leads among so many lines. */
const STEPS = new Map<string, (from: number, count: number) => number>([
  ['ArrowDown', (from, count) => (from + 1) % count],
  ['ArrowUp', (from, count) => (from - 1 + count) % count],
  ['PageDown', (from, count) => Math.min(count - 1, from + PAGE)],
  ['PageUp', (from) => Math.max(0, from - PAGE)],
]);

/** One line to choose. */
export interface Entry {
  key: string;
  icon: ReactNode;
  title: ReactNode;
  detail?: ReactNode;
  aside?: ReactNode;
  run: () => void;
}

/** Lines of one kind. */
export interface Group {
  title: string;
  entries: Entry[];
}

/** Finds orders, clients, contracts and commands; opened with Ctrl+K. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const ask = (words: string) => {
    setQuery(words);
    setChosen(0);
  };
  const { groups, corrected, isSearching, problem } = useFound(query, ask, onClose);
  const entries = groups.flatMap((group) => group.entries);
  const active = Math.min(chosen, entries.length - 1);
  const list = useId();
  const idOf = (index: number) => `${list}-${index}`;

  useEffect(() => {
    document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [list, active]);

  const choose = (entry: Entry | undefined) => {
    if (entry) {
      entry.run();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const count = entries.length;
    const step = STEPS.get(event.key);
    if (step && count > 0) {
      event.preventDefault();
      setChosen((now) => step(Math.min(now, count - 1), count));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(entries[active]);
    }
  };

  let before = 0;
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      centered={false}
      yOffset="9vh"
      size={660}
      padding={0}
      // over a list that was open when the keys were pressed
      zIndex={400}
      aria-label="Поиск по программе"
      transitionProps={{ duration: 0 }}
    >
      <div className={classes.asked}>
        <IconSearch size={20} stroke={1.5} />
        <input
          data-autofocus
          className={classes.input}
          role="combobox"
          aria-label="Найти заявку, клиента, договор или команду"
          aria-expanded={entries.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={entries.length > 0 ? idOf(active) : undefined}
          placeholder="Фамилия, телефон, паспорт, номер заявки или команда"
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => ask(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {isSearching ? (
          <Loader size={18} />
        ) : (
          query !== '' && <CloseButton aria-label="Очистить" onClick={() => ask('')} />
        )}
      </div>
      {corrected.length > 0 && (
        <p className={classes.corrected} role="status">
          Показано по: <b>{corrected.join(' ')}</b>
        </p>
      )}
      <div id={list} role="listbox" aria-label="Найденное" className={classes.list}>
        {groups.map((group) => {
          const start = before;
          before += group.entries.length;
          return (
            // biome-ignore lint/a11y/useSemanticElements: a list box holds groups of options, a fieldset is not one
            <section key={group.title} role="group" aria-label={group.title}>
              <div className={classes.group} aria-hidden>
                {group.title}
              </div>
              {group.entries.map((entry, place) => (
                <Line
                  key={entry.key}
                  id={idOf(start + place)}
                  entry={entry}
                  isActive={start + place === active}
                  onHover={() => setChosen(start + place)}
                  onChoose={() => choose(entry)}
                />
              ))}
            </section>
          );
        })}
      </div>
      {entries.length === 0 && !isSearching && (
        <div className={classes.nothing} role="status">
          {problem ? (
            <>
              <Text fw={600}>{problem.title}</Text>
              <Text c="dimmed">{problem.advice}</Text>
            </>
          ) : (
            <>
              <Text fw={600}>По запросу «{query.trim()}» ничего не нашлось</Text>
              <Text c="dimmed">
                Ищем заявки, клиентов и договоры по фамилии, телефону, паспорту и номеру. Опечатка в фамилии не
                помешает.
              </Text>
            </>
          )}
        </div>
      )}
      <footer className={classes.keys}>
        <span>
          <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> выбрать
        </span>
        <span>
          <Kbd size="xs">Enter</Kbd> открыть
        </span>
        <span>
          <Kbd size="xs">Esc</Kbd> закрыть
        </span>
      </footer>
    </Modal>
  );
}

interface LineProps {
  id: string;
  entry: Entry;
  isActive: boolean;
  onHover: () => void;
  onChoose: () => void;
}

function Line({ id, entry, isActive, onHover, onChoose }: LineProps) {
  return (
    <UnstyledButton
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      className={classes.line}
      onMouseMove={() => !isActive && onHover()}
      // the cursor stays in the field
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className={classes.icon}>{entry.icon}</span>
      <span className={classes.words}>
        <span className={classes.lineTitle}>{entry.title}</span>
        {entry.detail !== undefined && <span className={classes.detail}>{entry.detail}</span>}
      </span>
      {entry.aside}
    </UnstyledButton>
  );
}
