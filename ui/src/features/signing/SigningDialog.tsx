import { Alert, Button, Group, List, Modal, Skeleton, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconInfoCircle, IconSend } from '@tabler/icons-react';
import { queryClient, queryKey, useCommand, useCommandQuery } from '../../app/query';
import type { SigningBlock } from '../../bindings/SigningBlock';
import { tell } from '../../shared/notices';
import { Failure, FailureNote } from '../../shared/states';
import classes from './SigningDialog.module.css';

interface Props {
  id: string;
  /** Goes to where a reason is mended. */
  onMend: (block: SigningBlock) => void;
  onClose: () => void;
}

/** The dialog «Подписание электронного договора». */
export function SigningDialog({ id, onMend, onClose }: Props) {
  const dialog = useCommandQuery('get_signing_dialog', { id });
  const send = useCommand('send_for_signing');
  const submit = () =>
    send.mutate(
      { id },
      {
        onSuccess: (details) => {
          queryClient.setQueryData(queryKey('get_order', { id }), details);
          tell(`Ссылка отправляется на ${dialog.data?.email ?? 'почту заказчика'}`);
          onClose();
        },
      },
    );
  const blocks = dialog.data?.blocks ?? [];
  return (
    <Modal
      opened
      onClose={onClose}
      title="Подписание электронного договора"
      size={520}
      closeButtonProps={{ 'aria-label': 'Закрыть окно' }}
    >
      {dialog.isError ? (
        <Failure error={dialog.error} onRetry={() => void dialog.refetch()} />
      ) : (
        <Stack gap="md">
          <Skeleton visible={dialog.isPending} h="auto">
            <Text>
              Электронный договор на имя: <b>{dialog.data?.name || 'не указано'}</b>
            </Text>
          </Skeleton>
          <Text c="dimmed">
            После формирования электронного договора заказчику будет направлена ссылка на подписание
          </Text>
          <div className={classes.fields}>
            <TextInput label="Номер телефона" readOnly value={dialog.data?.phone ?? ''} />
            <TextInput label="Email" readOnly value={dialog.data?.email ?? ''} />
          </div>
          {blocks.length > 0 && <Reasons blocks={blocks} onMend={onMend} />}
          {dialog.data?.notice && (
            <Alert color="sea" icon={<IconInfoCircle size={18} />} role="note">
              {dialog.data.notice}
            </Alert>
          )}
          {send.error && <FailureNote error={send.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Закрыть
            </Button>
            <Button
              leftSection={<IconSend size={18} stroke={1.5} />}
              disabled={!dialog.isSuccess || dialog.isFetching || blocks.length > 0}
              loading={send.isPending}
              onClick={submit}
              data-autofocus
            >
              Отправить ссылку
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function Reasons({ blocks, onMend }: { blocks: SigningBlock[]; onMend: (block: SigningBlock) => void }) {
  return (
    <section className={classes.reasons} aria-label="Что мешает отправить">
      <Text fw={600} mb={6}>
        Пока нельзя отправить:
      </Text>
      <List spacing={6}>
        {blocks.map((block) => (
          <List.Item key={block.text}>
            <UnstyledButton className={classes.mend} onClick={() => onMend(block)}>
              {block.text}
            </UnstyledButton>
          </List.Item>
        ))}
      </List>
    </section>
  );
}
