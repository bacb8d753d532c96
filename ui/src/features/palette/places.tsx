import { Kbd } from '@mantine/core';
import {
  IconBuildingStore,
  IconHistory,
  IconInfoCircle,
  IconPlaneDeparture,
  IconPlugConnected,
  IconPlus,
  IconUserStar,
  IconUsers,
} from '@tabler/icons-react';
import { go } from '../../app/leaving';
import type { Group } from './Palette';

const PLACES = [
  { title: 'Заявки', path: '/orders', icon: IconPlaneDeparture },
  { title: 'Клиенты', path: '/clients', icon: IconUserStar },
  { title: 'Интеграции', path: '/integrations', icon: IconPlugConnected },
  { title: 'Реквизиты, печать и подпись', path: '/agency', icon: IconBuildingStore },
  { title: 'Сотрудники и офисы', path: '/staff', icon: IconUsers },
  { title: 'Журнал изменений', path: '/journal', icon: IconHistory },
  { title: 'О программе', path: '/about', icon: IconInfoCircle },
];

/** Commands and screens whose name has all the words typed. */
export function placesFor(typed: string, onNewOrder: () => void, onClose: () => void): Group {
  const words = fold(typed).split(/\s+/);
  const all = [
    { title: 'Новая заявка', icon: IconPlus, aside: <Kbd size="xs">Ctrl N</Kbd>, run: onNewOrder },
    ...PLACES.map(({ title, icon, path }) => ({ title, icon, aside: null, run: () => go(path) })),
  ];
  return {
    title: 'Команды и разделы',
    entries: all
      .filter(({ title }) => words.every((word) => fold(title).includes(word)))
      .map(({ title, icon: Icon, aside, run }) => ({
        key: title,
        icon: <Icon size={20} stroke={1.5} />,
        title,
        aside,
        run: () => {
          onClose();
          run();
        },
      })),
  };
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}
