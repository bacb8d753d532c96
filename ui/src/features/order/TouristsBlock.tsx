import { Button, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { memo, useCallback } from 'react';
import type { Customer } from '../../bindings/Customer';
import type { Tourist } from '../../bindings/Tourist';
import { fullName } from '../../shared/format';
import { newId } from '../../shared/ids';
import { tell } from '../../shared/notices';
import { Panel } from '../../shared/Panel';
import { emptyDocument } from './empty';
import classes from './Order.module.css';
import { TouristCard } from './TouristCard';
import type { Edit } from './useOrderDraft';

interface Props {
  tourists: Tourist[];
  customer: Customer;
  /** Last day of the tour: ages are counted on it. */
  tourEnd: string | null;
  /** Cards opened or closed by hand. */
  opened: Record<string, boolean>;
  onOpen: (id: string, isOpen: boolean) => void;
  edit: Edit;
}

/** «Туристы»: one card for each who travels. */
export const TouristsBlock = memo(function TouristsBlock({ tourists, customer, tourEnd, opened, onOpen, edit }: Props) {
  const add = (tourist: Tourist) => {
    edit('tourists', (list) => [...list, tourist]);
    onOpen(tourist.id, true);
  };
  const remove = useCallback(
    (tourist: Tourist, index: number) => {
      edit('tourists', (list) => list.filter(({ id }) => id !== tourist.id));
      tell(`Турист удалён: ${fullName(tourist) || 'без имени'}`, {
        label: 'Вернуть',
        run: () => edit('tourists', (list) => list.toSpliced(index, 0, tourist)),
      });
    },
    [edit],
  );
  const customerTravels = tourists.some(
    (tourist) => fullName(tourist) === fullName(customer) && tourist.birth_date === customer.birth_date,
  );
  return (
    <Panel
      title="Туристы"
      id="tourists"
      actions={
        <>
          {!customerTravels && fullName(customer) !== '' && (
            <Button variant="subtle" size="compact-sm" onClick={() => add(touristOf(customer))}>
              Заказчик тоже едет
            </Button>
          )}
          <Button
            variant="light"
            size="compact-sm"
            leftSection={<IconUserPlus size={16} stroke={1.5} />}
            onClick={() => add(emptyTourist())}
            data-anchor="tourists"
          >
            Добавить туриста
          </Button>
        </>
      }
    >
      {tourists.length === 0 && (
        <Text c="dimmed">Добавьте всех, кто едет: их данные печатаются в Приложении №&nbsp;1.</Text>
      )}
      <div className={classes.cards}>
        {tourists.map((tourist, index) => (
          <TouristCard
            key={tourist.id}
            tourist={tourist}
            index={index}
            tourEnd={tourEnd}
            isOpen={opened[tourist.id] ?? tourists.length <= 3}
            onOpen={onOpen}
            onRemove={remove}
            edit={edit}
          />
        ))}
      </div>
    </Panel>
  );
});

function emptyTourist(): Tourist {
  return {
    id: newId(),
    client_id: null,
    last_name: '',
    first_name: '',
    middle_name: '',
    no_middle_name: false,
    last_name_latin: '',
    first_name_latin: '',
    gender: null,
    birth_date: null,
    citizenship: 'RUS',
    document: { ...emptyDocument, kind: 'travel_passport' },
    visa: null,
    visa_number: '',
    visa_expires_on: null,
    birth_place: '',
    phone: '',
    email: '',
    child_consent: false,
    notes: '',
  };
}

function touristOf(customer: Customer): Tourist {
  const { last_name, first_name, middle_name, no_middle_name, gender, birth_date, citizenship } = customer;
  return { ...emptyTourist(), last_name, first_name, middle_name, no_middle_name, gender, birth_date, citizenship };
}
