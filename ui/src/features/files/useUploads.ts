import { useRef, useState } from 'react';
import { unlocked } from '../../app/unlocked';
import { backend } from '../../lib/backend';
import { CommandError } from '../../lib/backend/error';
import { fileSize } from '../../shared/format';
import { newId } from '../../shared/ids';
import { tell } from '../../shared/notices';
import { readBase64 } from '../../shared/readBase64';

/** Bytes sent at once. */
const PART = 4 * 1024 * 1024;

/** A file on its way in. */
export interface UploadState {
  key: string;
  name: string;
  size: number;
  /** Bytes that are kept already. */
  done: number;
  /** Why it did not come in. */
  error: CommandError | null;
}

/** Takes files in, one after another, part by part; each can be called off. */
export function useUploads(orderId: string, largest: number) {
  const [uploads, setUploads] = useState<UploadState[]>([]);
  const cancelled = useRef(new Set<string>());
  const turn = useRef(Promise.resolve());
  const change = (key: string, patch: Partial<UploadState>) =>
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...patch } : upload)));
  const forget = (key: string) => {
    cancelled.current.add(key);
    setUploads((all) => all.filter((upload) => upload.key !== key));
  };

  const send = async (key: string, file: File, forTourist: boolean) => {
    if (cancelled.current.has(key)) {
      return;
    }
    try {
      if (file.size > largest) {
        throw tooLarge(file, largest);
      }
      const request = { order_id: orderId, name: file.name, size: file.size, for_tourist: forTourist };
      const { id } = await unlocked(() => backend.call('begin_upload', request));
      for (let start = 0, number = 0; start < file.size; start += PART, number += 1) {
        if (cancelled.current.has(key)) {
          await unlocked(() => backend.call('cancel_upload', { id }));
          return;
        }
        const base64 = await readBase64(file.slice(start, start + PART));
        await unlocked(() => backend.call('upload_part', { id, number, base64 }));
        change(key, { done: Math.min(file.size, start + PART) });
      }
      const { same_as } = await unlocked(() => backend.call('finish_upload', { id }));
      setUploads((all) => all.filter((upload) => upload.key !== key));
      if (same_as !== null) {
        tell(`«${file.name}»: такой же файл уже есть в заявке под именем «${same_as}»`);
      }
    } catch (error) {
      // a folder or a file that was moved away while it was read comes here too
      change(key, { error: error instanceof CommandError ? error : unreadable(file) });
    }
  };

  const add = (files: File[], forTourist: boolean) => {
    const fresh = files.map((file) => ({ file, key: newId() }));
    setUploads((all) => [
      ...all,
      ...fresh.map(({ file, key }) => ({ key, name: file.name, size: file.size, done: 0, error: null })),
    ]);
    for (const { file, key } of fresh) {
      turn.current = turn.current.then(() => send(key, file, forTourist));
    }
  };
  return { uploads, add, forget };
}

function tooLarge(file: File, largest: number): CommandError {
  return new CommandError(
    'file_too_large',
    'Файл слишком большой',
    `В заявке хранятся файлы до ${fileSize(largest)}. Сожмите файл или разделите его.`,
    [`«${file.name}»: ${fileSize(file.size)}.`],
  );
}

function unreadable(file: File): CommandError {
  return new CommandError(
    'unknown',
    `Файл «${file.name}» не прочитался`,
    'Проверьте, что это файл, а не папка, и что его не переместили, и добавьте ещё раз.',
  );
}
