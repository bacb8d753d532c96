import { Badge, Group, SegmentedControl, Text } from '@mantine/core';
import {
  IconBeach,
  IconCake,
  IconCash,
  IconFileAlert,
  IconFileText,
  IconId,
  IconMessageOff,
  IconPlaneArrival,
  IconPlaneDeparture,
  IconShieldCheck,
  IconSignature,
} from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { useRight } from '../../app/me';
import { useCommandQuery } from '../../app/query';
import type { TodayGroup } from '../../bindings/TodayGroup';
import type { TodayGroupKind } from '../../bindings/TodayGroupKind';
import type { TodayPlace } from '../../bindings/TodayPlace';
import type { TodayRow } from '../../bindings/TodayRow';
import type { Urgency } from '../../bindings/Urgency';
import { counted, date, money } from '../../shared/format';
import screen from '../../shared/Screen.module.css';
import { Empty, Failure, Waiting } from '../../shared/states';
import { untilMidnight } from './midnight';
import classes from './Today.module.css';

const GROUPS: Record<TodayGroupKind, { title: string; icon: ReactNode }> = {
  departures: { title: 'Вылеты', icon: <IconPlaneDeparture size={20} stroke={1.5} /> },
  returns: { title: 'Возвращения', icon: <IconPlaneArrival size={20} stroke={1.5} /> },
  documents: { title: 'Документы не выданы', icon: <IconFileText size={20} stroke={1.5} /> },
  tourist_payments: { title: 'Оплата от туристов', icon: <IconCash size={20} stroke={1.5} /> },
  operator_payments: { title: 'Оплата туроператорам', icon: <IconCash size={20} stroke={1.5} /> },
  papers: { title: 'Паспорта и визы', icon: <IconId size={20} stroke={1.5} /> },
  guarantees: { title: 'Финобеспечение туроператоров', icon: <IconShieldCheck size={20} stroke={1.5} /> },
  contracts: { title: 'Договоры ждут подписи', icon: <IconSignature size={20} stroke={1.5} /> },
  sms: { title: 'СМС не доставлены', icon: <IconMessageOff size={20} stroke={1.5} /> },
  birthdays: { title: 'Дни рождения', icon: <IconCake size={20} stroke={1.5} /> },
};

/** «Сегодня»: what needs a hand; the page the program opens with. */
export function TodayScreen() {
  const seesOthers = useRight('others_read');
  const [mine, setMine] = useState(false);
  const today = useCommandQuery('get_today', { mine });
  const { refetch } = today;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      timer = setTimeout(() => {
        void refetch();
        wait();
      }, untilMidnight(Date.now()));
    };
    wait();
    return () => clearTimeout(timer);
  }, [refetch]);

  if (today.isPending) {
    return <Waiting />;
  }
  if (today.isError) {
    return <Failure error={today.error} onRetry={() => void today.refetch()} />;
  }
  const { groups } = today.data;
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  return (
    <div className={screen.wideScreen}>
      <Group justify="space-between" mb="md">
        <Group gap="sm" align="baseline">
          <h1 className={screen.title}>Сегодня</h1>
          <Text c="dimmed" role="status">
            {date(today.data.date)}
            {total > 0 && `, ${counted(total, 'дело', 'дела', 'дел')}`}
          </Text>
        </Group>
        {seesOthers && (
          <SegmentedControl
            aria-label="Чьи заявки"
            data={[
              { value: 'all', label: 'Все заявки' },
              { value: 'mine', label: 'Мои' },
            ]}
            value={mine ? 'mine' : 'all'}
            onChange={(value) => setMine(value === 'mine')}
          />
        )}
      </Group>
      {groups.length === 0 ? (
        <div className={screen.panel}>
          <Empty icon={<IconBeach size={44} stroke={1.25} />} title="На сегодня всё сделано">
            Здесь появятся вылеты и возвращения, сроки оплат, документы и договоры, которым нужно внимание.
          </Empty>
        </div>
      ) : (
        <div className={classes.groups}>
          {groups.map((group) => (
            <Section key={group.kind} group={group} />
          ))}
        </div>
      )}
    </div>
  );
}

function Section({ group }: { group: TodayGroup }) {
  const { title, icon } = GROUPS[group.kind];
  return (
    <section className={classes.group} aria-label={title}>
      <header className={classes.head}>
        {icon}
        <h2>{title}</h2>
        <Badge color="gray">{group.total}</Badge>
      </header>
      <ul className={classes.rows}>
        {group.rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no id of their own and are drawn anew.
          <li key={index}>
            <Row row={row} />
          </li>
        ))}
      </ul>
      {group.total > group.rows.length && (
        <Text size="sm" c="dimmed" px={16} pb={10}>
          <IconFileAlert size={14} style={{ verticalAlign: '-2px' }} /> Показаны первые {group.rows.length}
        </Text>
      )}
    </section>
  );
}

const URGENCY: Record<Urgency, string> = { late: 'срочно', today: 'сегодня', soon: 'скоро' };

function Row({ row }: { row: TodayRow }) {
  return (
    <Link href={address(row.place)} className={classes.row}>
      <span className={classes.dot} data-urgency={row.urgency} role="img" aria-label={URGENCY[row.urgency]} />
      <span className={classes.what}>
        <b>{row.title}</b>
        <span>{row.text}</span>
      </span>
      {row.sum !== null && <span className={classes.sum}>{money(row.sum)}</span>}
    </Link>
  );
}

function address(place: TodayPlace): string {
  switch (place.kind) {
    case 'order':
      return `/orders/${place.id}/at/${place.anchor}`;
    case 'operator':
      return `/operators/${place.id}`;
    case 'client':
      return `/clients/${place.id}`;
  }
}
