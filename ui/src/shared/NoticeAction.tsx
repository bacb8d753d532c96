import { Button, Group } from '@mantine/core';

interface Props {
  text: string;
  label: string;
  onClick: () => void;
}

/** The text of a notice with one action beside it. */
export function NoticeAction({ text, label, onClick }: Props) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <span>{text}</span>
      <Button variant="subtle" size="compact-sm" style={{ flexShrink: 0 }} onClick={onClick}>
        {label}
      </Button>
    </Group>
  );
}
