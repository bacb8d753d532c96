import { Button, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommand } from '../../app/query';
import type { FileRow } from '../../bindings/FileRow';
import { fileSize } from '../../shared/format';
import { complain, tell } from '../../shared/notices';
import classes from './Files.module.css';

/** Files that were put away, to be taken back. */
export function FilesTrash({ trash }: { trash: FileRow[] }) {
  const [isOpen, setOpen] = useState(false);
  const restore = useCommand('restore_files');
  if (trash.length === 0) {
    return null;
  }
  return (
    <section aria-label="Корзина файлов">
      <UnstyledButton className={classes.fold} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
        Корзина: {trash.length}
      </UnstyledButton>
      {isOpen && (
        <ul className={classes.letters}>
          {trash.map((file) => (
            <li key={file.id} className={classes.letter}>
              <Text className={classes.grow}>
                {file.name}{' '}
                <Text span size="sm" c="dimmed">
                  {fileSize(file.size)}
                </Text>
              </Text>
              <Button
                size="xs"
                variant="default"
                onClick={() =>
                  restore.mutate(
                    { ids: [file.id] },
                    { onSuccess: () => tell(`«${file.name}» снова в файлах заявки`), onError: complain },
                  )
                }
              >
                Вернуть
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
