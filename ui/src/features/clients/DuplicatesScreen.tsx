import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconCopyCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useCommand, useCommandQuery } from '../../app/query';
import type { ClientKey } from '../../bindings/ClientKey';
import type { DuplicateClients } from '../../bindings/DuplicateClients';
import { counted, moscowMinute } from '../../shared/format';
import { complain, tell } from '../../shared/notices';
import { Panel } from '../../shared/Panel';
import screen from '../../shared/Screen.module.css';
import { Empty, Failure, Waiting } from '../../shared/states';
import classes from './Clients.module.css';
import { fieldsOf, type MergeField, merged } from './mergeFields';

const sharedKey: Record<ClientKey, string> = {
  phone: 'телефон',
  email: 'e-mail',
  document: 'документ',
  name_and_birth: 'ФИО и дата рождения',
  phone_and_name: 'телефон и имя',
  inn: 'ИНН',
};

/** «Дубли»: cards that may be one client, side by side. */
export function DuplicatesScreen() {
  const duplicates = useCommandQuery('list_client_duplicates', {});
  return (
    <div className={screen.page}>
      <Anchor component={Link} href="/clients" size="sm" c="dimmed">
        <IconArrowLeft size={14} /> Клиенты
      </Anchor>
      <h1 className={screen.title}>Дубли</h1>
      <Text c="dimmed" mb="lg">
        Карточки с общим телефоном, e-mail, документом, ИНН или ФИО с датой рождения. Объединяете вы: сама программа
        ничего не склеивает. Объединение можно отменить в карточке.
      </Text>
      {duplicates.isPending ? (
        <Waiting text="Дубли ищутся" />
      ) : duplicates.isError ? (
        <Failure error={duplicates.error} onRetry={() => void duplicates.refetch()} />
      ) : duplicates.data.groups.length === 0 ? (
        <Empty icon={<IconCopyCheck size={44} stroke={1.25} />} title="Похожих карточек нет">
          Когда у двух клиентов совпадёт телефон, документ или имя с датой рождения, они появятся здесь.
        </Empty>
      ) : (
        <Stack gap="lg">
          {duplicates.data.groups.map((group) => (
            <DuplicateGroup
              key={group.clients.map(({ client, version }) => `${client.id}:${version}`).join()}
              group={group}
            />
          ))}
          {duplicates.data.total > duplicates.data.groups.length && (
            <Text c="dimmed" ta="center">
              Ещё {counted(duplicates.data.total - duplicates.data.groups.length, 'группа', 'группы', 'групп')}:
              появятся, когда разберёте эти.
            </Text>
          )}
        </Stack>
      )}
    </div>
  );
}

function DuplicateGroup({ group }: { group: DuplicateClients }) {
  const [chosen, setChosen] = useState<Record<string, number>>({});
  const merge = useCommand('merge_clients');
  const differ = useCommand('set_clients_different');
  const undo = useCommand('undo_client_merge');
  const { clients, proposal } = group;
  const [survivor, ...others] = clients;
  if (!survivor) {
    return null;
  }
  const cards = clients.map(({ client }) => client);
  const ids = cards.map(({ id }) => id);
  const join = () =>
    merge.mutate(
      {
        client: merged(proposal, cards, chosen),
        version: survivor.version,
        others: others.map(({ client }) => client.id),
      },
      {
        onSuccess: ({ name, merges }) => {
          const done = merges[0];
          tell(`Объединены карточки: ${name}`, {
            label: 'Отменить',
            run: () => done && undo.mutate({ id: done.id }, { onError: complain }),
          });
        },
        onError: complain,
      },
    );
  return (
    <Panel
      title={survivor.name}
      actions={
        <Group gap="xs">
          <Button
            variant="default"
            size="compact-sm"
            loading={differ.isPending}
            onClick={() => differ.mutate({ ids }, { onError: complain })}
          >
            Это разные люди
          </Button>
          <Button size="compact-sm" loading={merge.isPending} onClick={join}>
            Объединить {clients.length}
          </Button>
        </Group>
      }
    >
      <Text size="sm" c="dimmed" mb="sm">
        Совпадает: {group.keys.map((key) => sharedKey[key]).join(', ')}. Нажмите на значение, которое оставить.
      </Text>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th />
              {clients.map(({ client, name, orders, updated_at }) => (
                <th key={client.id}>
                  <Anchor component={Link} href={`/clients/${client.id}`} size="sm" fw={600}>
                    {name}
                  </Anchor>
                  <br />
                  {counted(orders, 'заявка', 'заявки', 'заявок')}, изменён {moscowMinute(updated_at)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fieldsOf(cards).map((field) => (
              <Line
                key={field.key}
                field={field}
                group={group}
                chosen={chosen[field.key]}
                onChoose={(index) => setChosen({ ...chosen, [field.key]: index })}
                onTogether={() =>
                  setChosen(Object.fromEntries(Object.entries(chosen).filter(([k]) => k !== field.key)))
                }
              />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

interface LineProps {
  field: MergeField;
  group: DuplicateClients;
  chosen: number | undefined;
  onChoose: (index: number) => void;
  onTogether: () => void;
}

function Line({ field, group, chosen, onChoose, onTogether }: LineProps) {
  const values = group.clients.map(({ client }) => field.show(client));
  const proposed = field.show(group.proposal);
  const differ = new Set(values).size > 1;
  return (
    <tr aria-label={field.title}>
      <td>
        <Text c="dimmed" size="sm">
          {field.title}
        </Text>
        {field.isList && chosen !== undefined && (
          <Button variant="subtle" size="compact-xs" px={0} onClick={onTogether}>
            Оставить все
          </Button>
        )}
      </td>
      {values.map((value, index) => {
        const isTaken = chosen === undefined ? field.isList || value === proposed : chosen === index;
        return (
          <td key={group.clients[index]?.client.id}>
            {differ ? (
              // biome-ignore lint/a11y/useSemanticElements: a choice of words, not of marks
              <button
                type="button"
                role="radio"
                aria-checked={isTaken && value !== ''}
                className={classes.choice}
                onClick={() => onChoose(index)}
              >
                {value === '' ? <Text c="dimmed">пусто</Text> : value}
              </button>
            ) : (
              value
            )}
          </td>
        );
      })}
    </tr>
  );
}
