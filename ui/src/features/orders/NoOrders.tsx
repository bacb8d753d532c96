import { Button, Kbd } from '@mantine/core';
import { IconArchive, IconBeach, IconCalculator, IconPlus, IconSearch, IconTrash, IconUser } from '@tabler/icons-react';
import type { OrderFilter } from '../../bindings/OrderFilter';
import { Empty } from '../../shared/states';
import { isFiltered } from './filter';

interface Props {
  filter: OrderFilter;
  onReset: () => void;
  onCreate: () => void;
}

/** Why there is nothing to see, and what to do about it. */
export function NoOrders({ filter, onReset, onCreate }: Props) {
  const icon = { size: 44, stroke: 1.25 };
  const make = (label: string) => (
    <Button mt="xs" onClick={onCreate} leftSection={<IconPlus size={18} />}>
      {label}
    </Button>
  );
  if (isFiltered(filter)) {
    return (
      <Empty
        icon={<IconSearch {...icon} />}
        title={
          filter.search.trim() === '' ? 'Таких заявок нет' : `По запросу «${filter.search.trim()}» ничего не нашлось`
        }
        action={
          <Button mt="xs" variant="default" onClick={onReset}>
            Сбросить условия
          </Button>
        }
      >
        Уберите часть условий или посмотрите на других вкладках: у каждой видно, сколько там подходящих заявок.
      </Empty>
    );
  }
  switch (filter.tab) {
    case 'all':
      return (
        <Empty icon={<IconBeach {...icon} />} title="Заявок пока нет" action={make('Создать первую заявку')}>
          Создайте заявку, заполните заказчика и тур, и из неё получится договор. Быстрая клавиша: <Kbd>Ctrl</Kbd>{' '}
          <Kbd>N</Kbd>
        </Empty>
      );
    case 'mine':
      return (
        <Empty icon={<IconUser {...icon} />} title="Ваших заявок пока нет" action={make('Новая заявка')}>
          Здесь заявки, в которых менеджером указаны вы.
        </Empty>
      );
    case 'quotes':
      return (
        <Empty icon={<IconCalculator {...icon} />} title="Запросов на расчёт нет">
          Сюда попадают заявки с отметкой «Запрос на расчёт»: турист ещё выбирает. Отметка ставится в заявке, в блоке
          «Данные договора и бронирования».
        </Empty>
      );
    case 'archived':
      return (
        <Empty icon={<IconArchive {...icon} />} title="Архив пуст">
          Сюда уходят закрытые, отменённые и выданные заявки, и те, что вы отправите сами. Вернуть можно в любой момент.
        </Empty>
      );
    case 'trash':
      return (
        <Empty icon={<IconTrash {...icon} />} title="Корзина пуста">
          Сюда попадают удалённые заявки. Их можно восстановить или удалить навсегда.
        </Empty>
      );
  }
}
