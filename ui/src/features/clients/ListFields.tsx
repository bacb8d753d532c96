import { ActionIcon, Button, Group } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ComponentType } from 'react';

interface FieldProps {
  anchor: string;
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
}

interface Props {
  /** Path of the list: `customer.phones`. */
  anchor: string;
  values: string[];
  label: string;
  /** The button that adds one. */
  another: string;
  hint: string;
  field: ComponentType<FieldProps>;
  onChange: (values: string[]) => void;
}

/** Several values of one kind, the main one first; an empty list shows one field. */
export function ListFields({ anchor, values, label, another, hint, field: Field, onChange }: Props) {
  const shown = values.length === 0 ? [''] : values;
  return (
    <>
      {shown.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a value has no identity but its place
        <Group key={index} gap={4} align="flex-start" wrap="nowrap">
          <div style={{ flex: 1 }}>
            <Field
              anchor={`${anchor}.${index}`}
              label={index === 0 ? label : `${label} ${index + 1}`}
              hint={hint}
              value={value}
              onChange={(text) => onChange(shown.with(index, text))}
            />
          </div>
          {shown.length > 1 && (
            <ActionIcon
              mt={26}
              size={34}
              variant="subtle"
              color="gray"
              aria-label={`Убрать: ${label} ${index + 1}`}
              onClick={() => onChange(shown.toSpliced(index, 1))}
            >
              <IconX size={16} />
            </ActionIcon>
          )}
        </Group>
      ))}
      <div style={{ alignSelf: 'end' }}>
        <Button
          variant="subtle"
          size="compact-sm"
          mb={6}
          leftSection={<IconPlus size={14} />}
          disabled={shown.at(-1) === ''}
          onClick={() => onChange([...shown, ''])}
        >
          {another}
        </Button>
      </div>
    </>
  );
}
