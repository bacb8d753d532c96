import { Anchor, Badge, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { go } from '../../app/leaving';
import type { AuditLine } from '../../bindings/AuditLine';
import type { AuditSubject } from '../../bindings/AuditSubject';
import type { SubjectKind } from '../../bindings/SubjectKind';
import { moscowSecond } from '../../shared/format';
import { auditKind } from '../../shared/labels';
import classes from './Audit.module.css';

const ROW_HEIGHT = 44;

/** Where an entry leads, and how that is called. */
const PLACES: Record<SubjectKind, { title: string; path: (id: string) => string }> = {
  order: { title: 'Открыть заявку', path: (id) => `/orders/${id}` },
  client: { title: 'Открыть клиента', path: (id) => `/clients/${id}` },
  operator: { title: 'Открыть туроператора', path: (id) => `/operators/${id}` },
  staff: { title: 'К сотрудникам', path: () => '/staff' },
  office: { title: 'К офисам', path: () => '/staff' },
};

interface Props {
  rows: AuditLine[];
  total: number;
  /** The end of what is there came into sight. */
  onEnd: () => void;
}

/** Entries, newest first; only those in sight are drawn. */
export function AuditList({ rows, total, onEnd }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.seq ?? index,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const isEnd = rows.length < total && last >= rows.length - 20;
  useEffect(() => {
    if (isEnd) {
      onEnd();
    }
  });
  const toggle = (seq: number) => {
    const next = new Set(open);
    if (!next.delete(seq)) {
      next.add(seq);
    }
    setOpen(next);
  };
  return (
    <div ref={scroller} className={classes.list}>
      <ul className={classes.rows} style={{ height: virtual.getTotalSize() }} aria-label="Записи журнала">
        {items.map((item) => {
          const row = rows[item.index];
          return (
            row && (
              <li
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className={classes.row}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <Entry row={row} isOpen={open.has(row.seq)} onToggle={() => toggle(row.seq)} />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

interface EntryProps {
  row: AuditLine;
  isOpen: boolean;
  onToggle: () => void;
}

function Entry({ row, isOpen, onToggle }: EntryProps) {
  return (
    <>
      <div className={classes.line}>
        <span className={classes.when}>{moscowSecond(row.at)}</span>
        <span className={classes.who} title={row.staff_name}>
          {row.staff_name}
        </span>
        <span>
          <Badge color={row.kind === 'refusal' ? 'red' : 'gray'}>{auditKind[row.kind]}</Badge>
        </span>
        <span className={classes.text} title={row.text}>
          {row.text}
        </span>
        {row.changes.length > 0 ? (
          <UnstyledButton className={classes.more} onClick={onToggle} aria-expanded={isOpen}>
            Поля: {row.changes.length}
            {isOpen ? <IconChevronDown size={15} /> : <IconChevronRight size={15} />}
          </UnstyledButton>
        ) : (
          <span />
        )}
        {row.subject ? <SubjectLink subject={row.subject} /> : <span />}
      </div>
      {isOpen && (
        <dl className={classes.fields}>
          {row.changes.map(({ field, before, after }) => (
            <div key={field}>
              <dt>{field}</dt>
              <dd>
                {before !== '' && <del>{before}</del>} {after === '' ? 'очищено' : <ins>{after}</ins>}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

function SubjectLink({ subject }: { subject: AuditSubject }) {
  const place = PLACES[subject.kind];
  return (
    <Anchor component="button" type="button" ta="right" onClick={() => go(place.path(subject.id))}>
      {place.title}
    </Anchor>
  );
}
