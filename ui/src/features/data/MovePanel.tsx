import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { IconFileExport, IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommand } from '../../app/query';
import type { DataState } from '../../bindings/DataState';
import { backend } from '../../lib/backend';
import { counted, fileSize } from '../../shared/format';
import { tell } from '../../shared/notices';
import { Panel } from '../../shared/Panel';
import { FailureNote } from '../../shared/states';
import classes from './Data.module.css';
import { exportName } from './exportName';
import { WorkProgress } from './WorkProgress';

interface Props {
  data: DataState;
  mayExport: boolean;
  mayImport: boolean;
}

/** The whole base as a file, and back. */
export function MovePanel({ data, mayExport, mayImport }: Props) {
  const [asks, setAsks] = useState<'export' | 'import' | null>(null);
  const close = () => setAsks(null);
  return (
    <Panel title="Выгрузка и загрузка">
      <div className={classes.moves}>
        <div>
          <h3>Выгрузить базу</h3>
          <Text c="dimmed" size="sm">
            Один файл zip: заявки с историей, клиенты, туроператоры, настройки, договоры и файлы. Читается любой
            программой, поэтому не зашифрован.
          </Text>
          <Button
            variant="default"
            leftSection={<IconFileExport size={18} stroke={1.5} />}
            disabled={!mayExport}
            title={mayExport ? undefined : 'Нужно право «Выгрузка»'}
            onClick={() => setAsks('export')}
          >
            Выгрузить базу…
          </Button>
        </div>
        <div>
          <h3>Загрузить выгрузку</h3>
          <Text c="dimmed" size="sm">
            Данные из файла встанут на место нынешних. Чтобы перенести базу на другой компьютер зашифрованной, возьмите
            копию и ключ восстановления.
          </Text>
          <Button
            variant="default"
            leftSection={<IconFileImport size={18} stroke={1.5} />}
            disabled={!mayImport}
            title={mayImport ? undefined : 'Это может только руководитель'}
            onClick={() => setAsks('import')}
          >
            Загрузить выгрузку…
          </Button>
        </div>
      </div>
      {asks === 'export' && <ExportDialog size={data.base_size} onClose={close} />}
      {asks === 'import' && <ImportDialog onClose={close} />}
    </Panel>
  );
}

function ExportDialog({ size, onClose }: { size: number; onClose: () => void }) {
  const run = useCommand('export_base');
  const submit = async () => {
    const path = await backend.choosePath('save', exportName(new Date()));
    if (path !== null) {
      run.mutate(
        { path },
        {
          onSuccess: (done) => {
            tell(
              `База выгружена: ${counted(done.orders, 'заявка', 'заявки', 'заявок')}, ${counted(done.files, 'файл', 'файла', 'файлов')}, ${fileSize(done.size)}`,
            );
            onClose();
          },
        },
      );
    }
  };
  return (
    <Modal
      opened
      onClose={() => !run.isPending && onClose()}
      size="lg"
      title="Выгрузить базу"
      withCloseButton={!run.isPending}
      closeButtonProps={{ 'aria-label': 'Закрыть окно' }}
    >
      <Stack>
        <Text>
          В файле будут персональные данные туристов <b>открытым текстом</b>: паспорта, телефоны, договоры. Его прочтёт
          любой, кому он попадёт.
        </Text>
        <List size="sm" c="dimmed" spacing={4}>
          <List.Item>Храните файл на своём диске и удалите, когда он станет не нужен.</List.Item>
          <List.Item>Не отправляйте его по почте и в мессенджерах.</List.Item>
          <List.Item>Паролей, ключей и PIN-кодов в файле нет.</List.Item>
          <List.Item>Понадобится примерно {fileSize(size)} места.</List.Item>
        </List>
        {run.error && run.error.code !== 'stopped' && <FailureNote error={run.error} />}
        {run.isPending ? (
          <WorkProgress work="export" text="База выгружается" />
        ) : (
          <Group justify="flex-end">
            <Button variant="subtle" onClick={onClose}>
              Отмена
            </Button>
            <Button onClick={() => void submit()}>Понятно, выбрать место</Button>
          </Group>
        )}
      </Stack>
    </Modal>
  );
}

function ImportDialog({ onClose }: { onClose: () => void }) {
  const run = useCommand('import_base');
  const submit = async () => {
    const path = await backend.choosePath('file', '');
    if (path !== null) {
      run.mutate(
        { path },
        {
          onSuccess: ({ orders }) => {
            tell(`Выгрузка загружена: ${counted(orders, 'заявка', 'заявки', 'заявок')}`);
            onClose();
          },
        },
      );
    }
  };
  return (
    <Modal
      opened
      onClose={() => !run.isPending && onClose()}
      size="lg"
      title="Загрузить выгрузку"
      withCloseButton={!run.isPending}
      closeButtonProps={{ 'aria-label': 'Закрыть окно' }}
    >
      <Stack>
        <Text>
          Все нынешние данные будут <b>заменены</b> данными из файла.
        </Text>
        <Text c="dimmed">
          Сначала файл проверяется целиком и делается копия нынешнего состояния. Если файл повреждён или не от этой
          программы, ничего не изменится.
        </Text>
        {run.error && run.error.code !== 'stopped' && <FailureNote error={run.error} />}
        {run.isPending ? (
          <WorkProgress work="import" text="Файл проверяется и загружается" />
        ) : (
          <Group justify="flex-end">
            <Button variant="subtle" onClick={onClose}>
              Отмена
            </Button>
            <Button onClick={() => void submit()}>Выбрать файл</Button>
          </Group>
        )}
      </Stack>
    </Modal>
  );
}
