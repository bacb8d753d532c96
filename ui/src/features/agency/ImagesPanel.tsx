import { Button, Group, Text } from '@mantine/core';
import { IconTrash, IconUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useCommand, useCommandQuery } from '../../app/query';
import type { ImageKind } from '../../bindings/ImageKind';
import type { Images } from '../../bindings/Images';
import { complain, tell } from '../../shared/notices';
import { Panel } from '../../shared/Panel';
import { readBase64 } from '../../shared/readBase64';
import { Failure, FailureNote, Waiting } from '../../shared/states';
import classes from './ImagesPanel.module.css';

const NAMES: Record<ImageKind, { title: string; done: string; removed: string }> = {
  signature: { title: 'Подпись', done: 'Подпись загружена', removed: 'Подпись удалена' },
  stamp: { title: 'Печать', done: 'Печать загружена', removed: 'Печать удалена' },
};

/** Upload of the stamp and the signature, and how they will look in a contract. */
export function ImagesPanel() {
  const images = useCommandQuery('get_images', {});
  if (images.isPending) {
    return <Waiting />;
  }
  if (images.isError) {
    return <Failure error={images.error} onRetry={() => void images.refetch()} />;
  }
  return (
    <Panel title="Печать и подпись" id="images">
      <div className={classes.columns}>
        <div className={classes.uploads}>
          <Upload which="signature" image={images.data.signature} isRequired />
          <Upload which="stamp" image={images.data.stamp} isRequired={images.data.stamp_required} />
          <Text size="sm" c="dimmed">
            PNG или JPEG. Лучше всего PNG с прозрачным фоном шириной от 300 точек.{' '}
            {images.data.stamp_required
              ? 'Организации нужны и подпись, и печать.'
              : 'Предпринимателю достаточно подписи; загруженная печать тоже появится в договоре.'}
          </Text>
        </div>
        <ContractEnd images={images.data} />
      </div>
    </Panel>
  );
}

interface UploadProps {
  which: ImageKind;
  image: string | null;
  isRequired: boolean;
}

function Upload({ which, image, isRequired }: UploadProps) {
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const upload = useCommand('upload_image');
  const remove = useCommand('remove_image');
  const { title, done, removed } = NAMES[which];

  const take = async (file: File | undefined) => {
    if (!file) {
      return;
    }
    const base64 = await readBase64(file);
    upload.mutate({ which, base64 }, { onSuccess: () => tell(done) });
  };
  const takeBack = () => {
    remove.mutate(
      { which },
      {
        onSuccess: () =>
          tell(
            removed,
            image === null ? undefined : { label: 'Вернуть', run: () => upload.mutate({ which, base64: image }) },
          ),
        onError: complain,
      },
    );
  };

  return (
    <div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a second way; the button inside is the first. */}
      <div
        className={classes.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer.files[0]);
        }}
      >
        <div className={classes.thumb}>
          {image ? <img src={`data:image/png;base64,${image}`} alt={title} /> : <Text size="sm">нет</Text>}
        </div>
        <div className={classes.dropText}>
          <Text fw={600}>{title}</Text>
          <Text size="sm" c="dimmed">
            {image ? 'Загружена' : isRequired ? 'Нужна для электронного договора' : 'Не обязательна'}. Файл можно
            перетащить сюда.
          </Text>
          <Group gap="xs" mt={8}>
            <Button
              size="xs"
              variant={image || !isRequired ? 'default' : 'filled'}
              leftSection={<IconUpload size={16} stroke={1.5} />}
              loading={upload.isPending}
              onClick={() => input.current?.click()}
            >
              {image ? 'Заменить' : 'Выбрать файл'}: {title.toLowerCase()}
            </Button>
            {image && (
              <Button
                size="xs"
                variant="subtle"
                color="red"
                leftSection={<IconTrash size={16} stroke={1.5} />}
                onClick={takeBack}
                aria-label={`Удалить: ${title.toLowerCase()}`}
              >
                Удалить
              </Button>
            )}
          </Group>
          <input
            ref={input}
            type="file"
            accept="image/png,image/jpeg"
            hidden
            aria-label={`Файл: ${title.toLowerCase()}`}
            onChange={(event) => {
              void take(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        </div>
      </div>
      {upload.error && (
        <div className={classes.refusal}>
          <FailureNote error={upload.error} />
        </div>
      )}
    </div>
  );
}

/** The agency's half of the last lines of a contract. */
function ContractEnd({ images }: { images: Images }) {
  return (
    <figure className={classes.sheet} aria-label="Как это будет в договоре">
      <figcaption>Как это будет в договоре</figcaption>
      <div className={classes.sign}>
        <span>Подпись, должность</span>
        <span className={classes.rule} />
        <span className={classes.place}>м.п.</span>
        {images.signature && (
          <img className={classes.signature} src={`data:image/png;base64,${images.signature}`} alt="" />
        )}
        {images.stamp && <img className={classes.stamp} src={`data:image/png;base64,${images.stamp}`} alt="" />}
      </div>
    </figure>
  );
}
