import { Button, Group, Switch, Text, Tooltip } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconDownload, IconMail, IconPaperclip, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { NO_RIGHT, useRight } from '../../app/me';
import { useCommand, useCommandQuery } from '../../app/query';
import type { FileRow } from '../../bindings/FileRow';
import type { OrderFiles as Listed } from '../../bindings/OrderFiles';
import { backend } from '../../lib/backend';
import { CommandError } from '../../lib/backend/error';
import { counted, fileSize } from '../../shared/format';
import { complain, tell } from '../../shared/notices';
import { Panel } from '../../shared/Panel';
import { Failure, Waiting } from '../../shared/states';
import { FileDialog } from './FileDialog';
import { FileLook } from './FileLook';
import classes from './Files.module.css';
import { FilesTable } from './FilesTable';
import { FilesTrash } from './FilesTrash';
import { Letters } from './Letters';
import { SendDialog } from './SendDialog';
import { UploadList } from './UploadList';
import { useUploads } from './useUploads';

/** «Файлы» of an order: drop them here, look at them, send them to the tourist. */
export function OrderFiles({ orderId }: { orderId: string }) {
  const files = useCommandQuery('list_files', { id: orderId });
  return (
    <Panel title="Файлы" id="files">
      {files.isPending ? (
        <Waiting />
      ) : files.isError ? (
        <Failure error={files.error} onRetry={() => void files.refetch()} />
      ) : (
        <Contents orderId={orderId} listed={files.data} />
      )}
    </Panel>
  );
}

function Contents({ orderId, listed }: { orderId: string; listed: Listed }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [forTourist, setForTourist] = useState(false);
  const [looked, setLooked] = useState<FileRow | null>(null);
  const [changed, setChanged] = useState<FileRow | null>(null);
  const [isSending, setSending] = useState(false);
  const openPicker = useRef<() => void>(null);
  const { uploads, add, forget } = useUploads(orderId, listed.largest);
  const selected = listed.files.filter(({ id }) => chosen.has(id));
  const meant = selected.length > 0 ? selected : listed.files;
  const toggle = (ids: string[], isOn: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) {
      if (isOn) {
        next.add(id);
      } else {
        next.delete(id);
      }
    }
    setChosen(next);
  };
  return (
    <div className={classes.block}>
      <Dropzone
        openRef={openPicker}
        className={classes.drop}
        activateOnClick={false}
        multiple
        onDrop={(dropped) => add(dropped, forTourist)}
        aria-label="Перетащите файлы сюда"
      >
        <Group gap="md" justify="space-between">
          <Group gap="sm">
            <Button
              variant="default"
              leftSection={<IconPaperclip size={18} stroke={1.5} />}
              onClick={() => openPicker.current?.()}
            >
              Добавить файлы
            </Button>
            <Text c="dimmed" size="sm">
              или перетащите их сюда: любые, до {fileSize(listed.largest)} каждый
            </Text>
          </Group>
          <Switch
            label="Сразу «для туриста»"
            checked={forTourist}
            onChange={(event) => setForTourist(event.currentTarget.checked)}
          />
        </Group>
      </Dropzone>
      <UploadList uploads={uploads} onForget={forget} />
      {listed.files.length === 0 ? (
        <Text c="dimmed" py="xs">
          Файлов пока нет. Здесь же появится подписанный договор.
        </Text>
      ) : (
        <>
          <Group gap="xs" className={classes.tools}>
            <Text size="sm" c="dimmed" className={classes.grow} role="status">
              {selected.length > 0
                ? `Выбрано: ${counted(selected.length, 'файл', 'файла', 'файлов')}`
                : counted(listed.files.length, 'файл', 'файла', 'файлов')}
            </Text>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconMail size={16} stroke={1.5} />}
              disabled={selected.length === 0}
              title={selected.length === 0 ? 'Отметьте файлы' : undefined}
              onClick={() => setSending(true)}
            >
              Отправить туристу
            </Button>
            <SaveAll files={meant} isAll={selected.length === 0} />
            <Trash files={selected} onDone={() => setChosen(new Set())} />
          </Group>
          <FilesTable files={listed.files} chosen={chosen} onToggle={toggle} onLook={setLooked} onChange={setChanged} />
        </>
      )}
      <Letters orderId={orderId} letters={listed.letters} />
      <FilesTrash trash={listed.trash} />
      {looked && <FileLook file={looked} onClose={() => setLooked(null)} />}
      {changed && <FileDialog file={changed} kinds={listed.kinds} onClose={() => setChanged(null)} />}
      {isSending && (
        <SendDialog
          orderId={orderId}
          files={selected}
          onClose={() => setSending(false)}
          onSent={() => {
            setSending(false);
            setChosen(new Set());
          }}
        />
      )}
    </div>
  );
}

function SaveAll({ files, isAll }: { files: FileRow[]; isAll: boolean }) {
  const zip = useCommand('zip_files');
  const [only] = files;
  const save = () => {
    if (only && files.length === 1) {
      void backend.saveFile(only.id).catch((error) => complain(CommandError.from(error)));
      return;
    }
    zip.mutate(
      { ids: files.map(({ id }) => id) },
      {
        onSuccess: ({ name, mime, base64 }) =>
          void backend.saveBytes(name, mime, base64).catch((error) => complain(CommandError.from(error))),
        onError: complain,
      },
    );
  };
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconDownload size={16} stroke={1.5} />}
      loading={zip.isPending}
      onClick={save}
    >
      {isAll ? 'Сохранить все' : 'Сохранить'}
    </Button>
  );
}

function Trash({ files, onDone }: { files: FileRow[]; onDone: () => void }) {
  const trash = useCommand('trash_files');
  const restore = useCommand('restore_files');
  const mayDelete = useRight('delete');
  const ids = files.filter(({ sealed }) => !sealed).map(({ id }) => id);
  const reason = !mayDelete
    ? NO_RIGHT
    : files.length === 0
      ? 'Отметьте файлы'
      : ids.length < files.length
        ? 'Подписанный договор удалить нельзя: снимите с него отметку'
        : null;
  const remove = () =>
    trash.mutate(
      { ids },
      {
        onSuccess: () => {
          onDone();
          tell(`В корзине: ${counted(ids.length, 'файл', 'файла', 'файлов')}`, {
            label: 'Вернуть',
            run: () => restore.mutate({ ids }, { onError: complain }),
          });
        },
        onError: complain,
      },
    );
  return (
    <Tooltip label={reason} disabled={reason === null}>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTrash size={16} stroke={1.5} />}
        data-disabled={reason !== null}
        aria-disabled={reason !== null}
        loading={trash.isPending}
        onClick={() => reason === null && remove()}
      >
        В корзину
      </Button>
    </Tooltip>
  );
}
