import { ActionIcon, Button, Popover, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconBookmark, IconCheck, IconChevronDown, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { newId } from '../../shared/ids';
import { tell } from '../../shared/notices';
import classes from './Orders.module.css';
import { isSame, type Question, type SavedFilter } from './view';

interface Props {
  saved: SavedFilter[];
  /** What is asked for now. */
  question: Question;
  canSave: boolean;
  onChange: (change: (saved: SavedFilter[]) => SavedFilter[]) => void;
  onApply: (question: Question) => void;
}

/** «Мои фильтры»: filters kept under a name. */
export function SavedFilters({ saved, question, canSave, onChange, onApply }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [renamed, setRenamed] = useState<SavedFilter | null>(null);
  const title = name.trim();

  const save = () => {
    if (title === '' || !canSave) {
      return;
    }
    onChange((all) => [...all.filter((filter) => filter.name !== title), { id: newId(), name: title, question }]);
    setName('');
  };
  const rename = (to: string) => {
    const next = to.trim();
    if (renamed && next !== '') {
      onChange((all) => all.map((filter) => (filter.id === renamed.id ? { ...filter, name: next } : filter)));
    }
    setRenamed(null);
  };
  const remove = (filter: SavedFilter) => {
    const at = saved.indexOf(filter);
    onChange((all) => all.filter(({ id }) => id !== filter.id));
    tell(`Фильтр «${filter.name}» удалён`, {
      label: 'Отменить',
      run: () => onChange((all) => all.toSpliced(at, 0, filter)),
    });
  };

  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      shadow="md"
      width={340}
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconBookmark size={18} stroke={1.5} />}
          rightSection={<IconChevronDown size={16} />}
          onClick={() => setOpen((open) => !open)}
        >
          Мои фильтры
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0} role="dialog" aria-label="Мои фильтры">
        {saved.length === 0 ? (
          <Text c="dimmed" p="md">
            Здесь будут фильтры, которые вы сохраните: например, «Вылеты завтра» или «Мои без документов».
          </Text>
        ) : (
          <ul className={classes.savedList}>
            {saved.map((filter) => (
              <li key={filter.id} className={classes.savedLine}>
                {renamed?.id === filter.id ? (
                  <TextInput
                    className={classes.savedName}
                    size="xs"
                    aria-label="Название фильтра"
                    defaultValue={filter.name}
                    data-autofocus
                    autoFocus
                    onBlur={(event) => rename(event.currentTarget.value)}
                    onKeyDown={(event) => {
                      if (event.key === 'Enter') {
                        rename(event.currentTarget.value);
                      } else if (event.key === 'Escape') {
                        event.stopPropagation();
                        setRenamed(null);
                      }
                    }}
                  />
                ) : (
                  <UnstyledButton
                    className={classes.savedName}
                    onClick={() => {
                      onApply(filter.question);
                      setOpen(false);
                    }}
                  >
                    <span>{filter.name}</span>
                    {isSame(filter.question, question) && <IconCheck size={16} aria-label="применён" />}
                  </UnstyledButton>
                )}
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Переименовать «${filter.name}»`}
                  title="Переименовать"
                  onClick={() => setRenamed(filter)}
                >
                  <IconPencil size={16} stroke={1.5} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Удалить «${filter.name}»`}
                  title="Удалить"
                  onClick={() => remove(filter)}
                >
                  <IconTrash size={16} stroke={1.5} />
                </ActionIcon>
              </li>
            ))}
          </ul>
        )}
        <form
          className={classes.savedFoot}
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <TextInput
            className={classes.savedName}
            size="xs"
            aria-label="Название нового фильтра"
            placeholder={canSave ? 'Название текущего фильтра' : 'Сначала выберите условия'}
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" size="xs" disabled={!canSave || title === ''}>
            Сохранить
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
