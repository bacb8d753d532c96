import { Alert, Button, Checkbox, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { IconEyeOff, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommand, useCommandQuery } from '../../app/query';
import type { FileRow } from '../../bindings/FileRow';
import type { LetterDraft } from '../../bindings/LetterDraft';
import { tell } from '../../shared/notices';
import { Failure, FailureNote, Waiting } from '../../shared/states';

interface Props {
  orderId: string;
  files: FileRow[];
  onClose: () => void;
  onSent: () => void;
}

/** The letter with files, to be read over before it goes. */
export function SendDialog({ orderId, files, onClose, onSent }: Props) {
  const ids = files.map(({ id }) => id);
  const draft = useCommandQuery('get_file_letter', { order_id: orderId, ids });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title="Отправить файлы туристу"
      closeButtonProps={{ 'aria-label': 'Закрыть окно' }}
    >
      {draft.isPending ? (
        <Waiting />
      ) : draft.isError ? (
        <Failure error={draft.error} onRetry={() => void draft.refetch()} />
      ) : (
        <LetterForm orderId={orderId} ids={ids} draft={draft.data} onClose={onClose} onSent={onSent} />
      )}
    </Modal>
  );
}

interface FormProps {
  orderId: string;
  ids: string[];
  draft: LetterDraft;
  onClose: () => void;
  onSent: () => void;
}

function LetterForm({ orderId, ids, draft, onClose, onSent }: FormProps) {
  const [to, setTo] = useState(draft.to);
  const [subject, setSubject] = useState(draft.subject);
  const [text, setText] = useState(draft.text);
  const [isConfirmed, setConfirmed] = useState(false);
  const send = useCommand('send_files');
  const hasOwn = draft.own_files.length > 0;
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    send.mutate(
      { order_id: orderId, ids, to, subject, text, own_too: hasOwn && isConfirmed },
      {
        onSuccess: () => {
          tell('Письмо поставлено в очередь: оно уйдёт, даже если закрыть заявку');
          onSent();
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="Кому"
          placeholder="E-mail туриста"
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput label="Тема" value={subject} onChange={(event) => setSubject(event.currentTarget.value)} />
        <Textarea
          label="Текст письма"
          autosize
          minRows={8}
          maxRows={16}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {hasOwn && (
          <Alert color="orange" icon={<IconEyeOff size={18} />} title="Эти файлы видны только вам">
            {draft.own_files.map((name) => (
              <div key={name}>{name}</div>
            ))}
            <Checkbox
              mt="sm"
              label="Всё равно отправить туристу"
              checked={isConfirmed}
              onChange={(event) => setConfirmed(event.currentTarget.checked)}
            />
          </Alert>
        )}
        {send.error && <FailureNote error={send.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Отмена
          </Button>
          <Button
            type="submit"
            leftSection={<IconSend size={18} stroke={1.5} />}
            loading={send.isPending}
            disabled={to.trim() === '' || (hasOwn && !isConfirmed)}
          >
            Отправить
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
