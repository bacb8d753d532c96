import { Button, Group, Modal, Pagination, Stack, Text } from '@mantine/core';
import { IconDownload, IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommandQuery } from '../../app/query';
import type { FileRow } from '../../bindings/FileRow';
import { backend } from '../../lib/backend';
import { CommandError } from '../../lib/backend/error';
import { complain } from '../../shared/notices';
import { Failure, Waiting } from '../../shared/states';
import classes from './Files.module.css';

/** A look at a file without another program. */
export function FileLook({ file, onClose }: { file: FileRow; onClose: () => void }) {
  const preview = useCommandQuery('preview_file', { id: file.id });
  const run = (action: Promise<void>) => void action.catch((error) => complain(CommandError.from(error)));
  return (
    <Modal opened onClose={onClose} size="xl" title={file.name} closeButtonProps={{ 'aria-label': 'Закрыть окно' }}>
      <Stack>
        {preview.isPending ? (
          <Waiting />
        ) : preview.isError ? (
          <Failure error={preview.error} onRetry={() => void preview.refetch()} />
        ) : preview.data.as === 'pages' ? (
          <Pages id={file.id} pages={preview.data.pages} />
        ) : preview.data.as === 'picture' ? (
          <Picture file={file} />
        ) : (
          <Text c="dimmed" ta="center" py="xl">
            {file.dangerous
              ? 'Такой файл может запустить чужую программу, поэтому здесь он не открывается. Сохраните его и проверьте антивирусом.'
              : preview.data.reason}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          {!file.dangerous && (
            <Button
              variant="default"
              leftSection={<IconExternalLink size={18} stroke={1.5} />}
              onClick={() => run(backend.openFile(file.id))}
            >
              Открыть в другой программе
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<IconDownload size={18} stroke={1.5} />}
            onClick={() => run(backend.saveFile(file.id))}
          >
            Сохранить как
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Pixels of a page: sharp on a screen of double density. */
const WIDTH = 1400;

function Pages({ id, pages }: { id: string; pages: number }) {
  const [page, setPage] = useState(1);
  const picture = useCommandQuery('preview_file_page', { id, page: page - 1, width: WIDTH });
  return (
    <>
      <div className={classes.paper}>
        {picture.isPending ? (
          <Waiting />
        ) : picture.isError ? (
          <Failure error={picture.error} onRetry={() => void picture.refetch()} />
        ) : (
          <img src={`data:image/png;base64,${picture.data.png_base64}`} alt={`Страница ${page} из ${pages}`} />
        )}
      </div>
      {pages > 1 && (
        <Pagination
          mx="auto"
          total={pages}
          value={page}
          onChange={setPage}
          getControlProps={(control) => ({
            'aria-label': control === 'next' ? 'Следующая страница' : 'Предыдущая страница',
          })}
        />
      )}
    </>
  );
}

function Picture({ file }: { file: FileRow }) {
  const contents = useCommandQuery('read_file', { id: file.id });
  if (contents.isPending) {
    return <Waiting />;
  }
  if (contents.isError) {
    return <Failure error={contents.error} onRetry={() => void contents.refetch()} />;
  }
  return (
    <div className={classes.paper}>
      <img src={`data:${file.mime};base64,${contents.data.base64}`} alt={file.name} />
    </div>
  );
}
