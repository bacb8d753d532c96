import { Button, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { memo, useCallback } from 'react';
import type { LatinName } from '../../bindings/LatinName';
import type { Tourist } from '../../bindings/Tourist';
import { fullName } from '../../shared/format';
import { tell } from '../../shared/notices';
import { Panel } from '../../shared/Panel';
import { ClientPicker } from '../clients/ClientPicker';
import { emptyTourist } from './empty';
import classes from './Order.module.css';
import { TouristCard } from './TouristCard';
import { bringBack, moveTourist, removeTourist } from './travelling';
import type { Edit, Rewrite } from './useOrderDraft';

interface Props {
  tourists: Tourist[];
  /** Their names as a travel passport writes them. */
  latinNames: LatinName[];
  /** Countries of the tour: abroad a client comes with the travel passport. */
  countries: string[];
  /** Last day of the tour: ages are counted on it. */
  tourEnd: string | null;
  /** Cards opened or closed by hand. */
  opened: Record<string, boolean>;
  onOpen: (ids: string[], isOpen: boolean) => void;
  /** Opens a field and puts the cursor there. */
  onReveal: (anchor: string) => void;
  edit: Edit;
  rewrite: Rewrite;
}

/** So many cards stand open without asking. */
const FEW = 3;

/** «Туристы»: one card for each who travels. */
export const TouristsBlock = memo(function TouristsBlock(props: Props) {
  const { tourists, countries, latinNames, tourEnd, opened, onOpen, onReveal, edit, rewrite } = props;
  const isOpen = ({ id }: Tourist) => opened[id] ?? tourists.length <= FEW;
  const latinOf = ({ id }: Tourist) => latinNames.find(({ tourist }) => tourist === id);
  const add = () => {
    const tourist = emptyTourist();
    edit('tourists', (list) => [...list, tourist]);
    onReveal(`tourists.${tourist.id}.last_name`);
  };
  const remove = useCallback(
    (tourist: Tourist, index: number) => {
      rewrite((order) => removeTourist(order, tourist));
      tell(`Турист удалён: ${fullName(tourist) || 'без имени'}`, {
        label: 'Вернуть',
        run: () => rewrite((order) => bringBack(order, tourist, index)),
      });
    },
    [rewrite],
  );
  const move = useCallback((id: string, by: -1 | 1) => edit('tourists', (list) => moveTourist(list, id, by)), [edit]);
  const openOne = useCallback((id: string, isWanted: boolean) => onOpen([id], isWanted), [onOpen]);
  const areOpen = tourists.every(isOpen);
  return (
    <Panel
      title="Туристы"
      id="tourists"
      actions={
        <>
          {tourists.length > 1 && (
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() =>
                onOpen(
                  tourists.map(({ id }) => id),
                  !areOpen,
                )
              }
            >
              {areOpen ? 'Свернуть все' : 'Развернуть все'}
            </Button>
          )}
          <ClientPicker
            label="Турист из клиентов"
            countries={countries}
            onPick={({ tourist }) => {
              edit('tourists', (list) => [...list, tourist]);
              onOpen([tourist.id], true);
            }}
          />
          <Button
            variant="light"
            size="compact-sm"
            leftSection={<IconUserPlus size={16} stroke={1.5} />}
            onClick={add}
            data-anchor="tourists"
          >
            Добавить туриста
          </Button>
        </>
      }
    >
      {tourists.length === 0 && (
        <Text c="dimmed">
          Добавьте всех, кто едет: их данные печатаются в Приложении №&nbsp;1. Заказчика добавит отметка «Заказчик
          едет».
        </Text>
      )}
      <div className={classes.cards}>
        {tourists.map((tourist, index) => (
          <TouristCard
            key={tourist.id}
            tourist={tourist}
            index={index}
            isLast={index === tourists.length - 1}
            tourEnd={tourEnd}
            latinLastName={latinOf(tourist)?.last_name ?? ''}
            latinFirstName={latinOf(tourist)?.first_name ?? ''}
            isOpen={isOpen(tourist)}
            onOpen={openOne}
            onMove={move}
            onRemove={remove}
            edit={edit}
          />
        ))}
      </div>
    </Panel>
  );
});
