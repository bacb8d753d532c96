import { ActionIcon, Button, Skeleton, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowLeft, IconMinus, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { go } from '../../app/leaving';
import { queryOptions, useCommandQuery } from '../../app/query';
import type { Picture } from '../../bindings/Picture';
import type { Preview } from '../../bindings/Preview';
import type { CommandError } from '../../lib/backend/error';
import { Failure, Waiting } from '../../shared/states';
import classes from './Preview.module.css';

/** Widths of a page on the screen, in CSS pixels. */
const WIDTHS = [560, 700, 860, 1040, 1280];
const THUMB = 200;

/** «Посмотреть договор»: the very pages that would be sent. */
export function PreviewScreen({ id }: { id: string }) {
  const preview = useCommandQuery('preview_contract', { id });
  if (preview.isPending) {
    return <Waiting text="Договор формируется" />;
  }
  if (preview.isError) {
    return (
      <>
        <Failure error={preview.error} onRetry={() => void preview.refetch()} />
        <div className={classes.center}>
          <Button variant="default" onClick={() => go(`/orders/${id}`)}>
            Вернуться к заявке
          </Button>
        </div>
      </>
    );
  }
  return <Pages id={id} preview={preview.data} />;
}

function Pages({ id, preview }: { id: string; preview: Preview }) {
  const [zoom, setZoom] = useState(2);
  const [current, setCurrent] = useState(0);
  const sheets = useRef<HTMLElement>(null);
  const width = WIDTHS[zoom] ?? 860;
  const bigger = () => setZoom((step) => Math.min(step + 1, WIDTHS.length - 1));
  const smaller = () => setZoom((step) => Math.max(step - 1, 0));
  useHotkeys([
    ['mod+equal', bigger],
    ['mod+minus', smaller],
    ['Escape', () => go(`/orders/${id}`)],
  ]);
  const pages = Array.from({ length: preview.pages }, (_, page) => page);

  useEffect(() => {
    const root = sheets.current;
    if (!root) {
      return;
    }
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          if (entry.isIntersecting) {
            setCurrent(Number((entry.target as HTMLElement).dataset.page));
          }
        }
      },
      { root, rootMargin: '-45% 0px -45% 0px' },
    );
    for (const sheet of root.querySelectorAll('[data-page]')) {
      observer.observe(sheet);
    }
    return () => observer.disconnect();
  }, []);

  const show = (page: number) =>
    sheets.current?.querySelector(`[data-page="${page}"]`)?.scrollIntoView({ block: 'start' });

  return (
    <div className={classes.screen}>
      <header className={classes.head}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label="Вернуться к заявке"
          onClick={() => go(`/orders/${id}`)}
        >
          <IconArrowLeft size={20} stroke={1.75} />
        </ActionIcon>
        <h1 className={classes.title}>{preview.name}</h1>
        <Text c="dimmed" role="status">
          Страница {current + 1} из {preview.pages}
        </Text>
        <span className={classes.zoom}>
          <ActionIcon variant="default" aria-label="Мельче" disabled={zoom === 0} onClick={smaller}>
            <IconMinus size={16} />
          </ActionIcon>
          <Text w={48} ta="center">
            {Math.round((width / 860) * 100)}%
          </Text>
          <ActionIcon variant="default" aria-label="Крупнее" disabled={zoom === WIDTHS.length - 1} onClick={bigger}>
            <IconPlus size={16} />
          </ActionIcon>
        </span>
      </header>
      <div className={classes.columns}>
        <nav className={classes.thumbs} aria-label="Страницы договора">
          {pages.map((page) => (
            <button
              type="button"
              key={page}
              className={classes.thumb}
              aria-label={`Страница ${page + 1}`}
              aria-current={page === current ? 'page' : undefined}
              onClick={() => show(page)}
            >
              <PageImage id={id} sha256={preview.sha256} page={page} width={THUMB} alt="" />
              <span>{page + 1}</span>
            </button>
          ))}
        </nav>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard. */}
        <section ref={sheets} className={classes.sheets} tabIndex={0} aria-label="Текст договора">
          {pages.map((page) => (
            <div key={page} data-page={page} className={classes.sheet} style={{ width }}>
              <PageImage
                id={id}
                sha256={preview.sha256}
                page={page}
                width={Math.min(2400, Math.round(width * Math.max(1, window.devicePixelRatio)))}
                alt={`Страница ${page + 1} договора`}
              />
            </div>
          ))}
        </section>
      </div>
    </div>
  );
}

interface PageProps {
  id: string;
  sha256: string;
  page: number;
  width: number;
  alt: string;
}

function PageImage({ id, sha256, page, width, alt }: PageProps) {
  const holder = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true),
      {
        rootMargin: '600px',
      },
    );
    if (holder.current) {
      observer.observe(holder.current);
    }
    return () => observer.disconnect();
  }, []);
  const picture = useQuery<Picture, CommandError>({
    ...queryOptions('preview_page', { id, sha256, page, width }),
    enabled: isSeen,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  return (
    <div ref={holder} className={classes.image}>
      {picture.data ? (
        <img src={`data:image/png;base64,${picture.data.png_base64}`} alt={alt} />
      ) : picture.isError ? (
        <Failure error={picture.error} onRetry={() => void picture.refetch()} />
      ) : (
        <Skeleton h="100%" radius={0} />
      )}
    </div>
  );
}
