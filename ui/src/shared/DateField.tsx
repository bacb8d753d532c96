import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { parseDate, parseDateTime } from './dates';
import { date, dateTime } from './format';

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'rightSection'> {
  /** `2025-03-06`, or `2025-03-06T11:13:00` with `withTime`; `null` for none. */
  value: string | null;
  onChange: (value: string | null) => void;
  withTime?: boolean;
}

/** A date typed by hand or picked in a calendar. What cannot be read stays in the field and is said so. */
export function DateField({ value, onChange, withTime = false, error, disabled, readOnly, ...input }: Props) {
  const show = withTime ? dateTime : date;
  const parse = withTime ? parseDateTime : parseDate;
  const [text, setText] = useState(show(value));
  const [isOpen, setOpen] = useState(false);
  const isUnread = text.trim() !== '' && parse(text) === null;

  useEffect(() => {
    setText((typed) =>
      parse(typed) === value ? typed : value === null && parse(typed) === null ? typed : show(value),
    );
  }, [value, parse, show]);

  const pick = (day: string | null) => {
    const time = value?.slice(10) || 'T12:00:00';
    const picked = day === null ? null : withTime ? `${day.slice(0, 10)}${time}` : day;
    setText(show(picked));
    onChange(picked);
    setOpen(false);
  };

  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <TextInput
          placeholder={withTime ? 'ДД.ММ.ГГГГ ЧЧ:ММ' : 'ДД.ММ.ГГГГ'}
          autoComplete="off"
          {...input}
          disabled={disabled ?? false}
          readOnly={readOnly ?? false}
          value={text}
          {...(isUnread ? { 'data-unread': true } : {})}
          error={isUnread ? `Напишите дату так: ${withTime ? '06.03.2025 11:00' : '06.03.2025'}` : error}
          onChange={(event) => {
            setText(event.currentTarget.value);
            onChange(parse(event.currentTarget.value));
          }}
          onBlur={(event) => {
            input.onBlur?.(event);
            if (!isUnread) {
              setText(show(value));
            }
          }}
          rightSection={
            !disabled &&
            !readOnly && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                tabIndex={-1}
                aria-label="Открыть календарь"
                onClick={() => setOpen((open) => !open)}
              >
                <IconCalendar size={16} stroke={1.5} />
              </ActionIcon>
            )
          }
        />
      </Popover.Target>
      <Popover.Dropdown>
        <DatePicker
          value={value?.slice(0, 10) ?? null}
          defaultDate={value?.slice(0, 10) ?? new Date()}
          onChange={pick}
          allowDeselect
        />
      </Popover.Dropdown>
    </Popover>
  );
}
