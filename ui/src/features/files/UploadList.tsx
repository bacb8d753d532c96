import { ActionIcon, Progress, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { fileSize } from '../../shared/format';
import classes from './Files.module.css';
import type { UploadState } from './useUploads';

interface Props {
  uploads: UploadState[];
  onForget: (key: string) => void;
}

/** Files on their way in, with how far they came and why not. */
export function UploadList({ uploads, onForget }: Props) {
  if (uploads.length === 0) {
    return null;
  }
  return (
    <ul className={classes.uploads} aria-label="Файлы добавляются">
      {uploads.map(({ key, name, size, done, error }) => (
        <li key={key} className={classes.upload}>
          <div className={classes.grow}>
            <Text truncate>
              {name}{' '}
              <Text span size="sm" c="dimmed">
                {error ? fileSize(size) : `${fileSize(done)} из ${fileSize(size)}`}
              </Text>
            </Text>
            {error ? (
              <Text size="sm" c="var(--mantine-color-error)" role="alert">
                {error.title}. {error.advice}
              </Text>
            ) : (
              <Progress value={size === 0 ? 100 : (100 * done) / size} size="sm" aria-label={`Добавляется: ${name}`} />
            )}
          </div>
          <ActionIcon
            variant="subtle"
            aria-label={error ? `Убрать из списка: ${name}` : `Отменить: ${name}`}
            onClick={() => onForget(key)}
          >
            <IconX size={18} stroke={1.5} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}
