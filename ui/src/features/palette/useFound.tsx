import { useDebouncedValue } from '@mantine/hooks';
import {
  IconClockHour4,
  IconFileText,
  IconId,
  IconList,
  IconPhone,
  IconPlaneDeparture,
  IconUser,
  IconUserStar,
} from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useKeptView } from '../../app/keptView';
import { go } from '../../app/leaving';
import { useNewOrder } from '../../app/newOrder';
import { queryOptions } from '../../app/query';
import type { Found } from '../../bindings/Found';
import type { FoundKind } from '../../bindings/FoundKind';
import type { FoundRow } from '../../bindings/FoundRow';
import type { CommandError } from '../../lib/backend/error';
import { Marked } from '../../shared/Marked';
import { EMPTY_FILTER } from '../orders/filter';
import { readView } from '../orders/view';
import type { Group } from './Palette';
import { placesFor } from './places';
import { readRecent, withRecent } from './recent';

const KINDS: Record<FoundKind, { title: string; icon: typeof IconUser }> = {
  order: { title: 'Заявки', icon: IconPlaneDeparture },
  contract: { title: 'Договоры', icon: IconFileText },
  tourist: { title: 'Туристы', icon: IconUser },
  phone: { title: 'Телефоны', icon: IconPhone },
  document: { title: 'Документы', icon: IconId },
  client: { title: 'Клиенты', icon: IconUserStar },
};

/** Everything that fits what was typed; before that, what was looked for last and where one can go. */
export function useFound(query: string, onQuery: (query: string) => void, onClose: () => void) {
  const { create } = useNewOrder();
  const asked = query.trim();
  const [text] = useDebouncedValue(asked, 60);
  const found = useQuery<Found, CommandError>({
    ...queryOptions('find', { text }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
  });
  const { view: recent, change } = useKeptView('palette', readRecent);
  const list = useKeptView('orders', readView);
  const places = placesFor(asked, create, onClose);

  const open = (row: FoundRow) => {
    change((all) => withRecent(all, asked));
    onClose();
    go(`/${row.place.place === 'order' ? 'orders' : 'clients'}/${row.place.id}`);
  };
  const corrected = asked === '' ? [] : (found.data?.corrected ?? []);
  const words = [asked, ...corrected].join(' ');
  const showAll = () => {
    list.change((view) => ({ ...view, filter: { ...EMPTY_FILTER, search: asked } }));
    change((all) => withRecent(all, asked));
    onClose();
    go('/orders');
  };
  const results: Group[] = (asked === '' ? [] : (found.data?.groups ?? [])).map(({ kind, rows, more }) => {
    const { title, icon: Icon } = KINDS[kind];
    const entries = rows.map((row, index) => ({
      key: `${kind}-${row.place.id}-${index}`,
      icon: <Icon size={20} stroke={1.5} />,
      title: <Marked text={row.title} query={words} />,
      detail: <Detail row={row} query={words} />,
      run: () => open(row),
    }));
    const rest = {
      key: `${kind}-more`,
      icon: <IconList size={20} stroke={1.5} />,
      title: 'Показать все в списке заявок',
      run: showAll,
    };
    return { title, entries: more && kind === 'order' && corrected.length === 0 ? [...entries, rest] : entries };
  });
  const searches: Group = {
    title: 'Недавно искали',
    entries: (asked === '' ? recent : []).map((words) => ({
      key: words,
      icon: <IconClockHour4 size={20} stroke={1.5} />,
      title: words,
      run: () => onQuery(words),
    })),
  };
  return {
    groups: [searches, ...results, places].filter(({ entries }) => entries.length > 0),
    corrected,
    isSearching: asked !== '' && (text !== asked || found.isFetching),
    problem: found.error,
  };
}

function Detail({ row, query }: { row: FoundRow; query: string }) {
  return (
    <>
      {row.subtitle}
      {row.subtitle !== '' && row.found_in !== '' && ' · '}
      <Marked text={row.found_in} query={query} />
    </>
  );
}
