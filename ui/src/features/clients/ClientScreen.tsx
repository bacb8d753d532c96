import { Alert, Anchor, Badge, Button, Group, Menu, Modal, Stack, Tabs, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowLeft, IconDots, IconTrash, IconUsers } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { go, useLeaveGuard } from '../../app/leaving';
import { queryClient, queryKey, useCommand, useCommandQuery } from '../../app/query';
import type { Client } from '../../bindings/Client';
import type { ClientDetails } from '../../bindings/ClientDetails';
import { moscowMinute } from '../../shared/format';
import { BY_PLACE } from '../../shared/hotkeys';
import { customerKind } from '../../shared/labels';
import { complain, tell } from '../../shared/notices';
import screen from '../../shared/Screen.module.css';
import { Failure, Waiting } from '../../shared/states';
import { same } from '../order/merge';
import { ClientConsents } from './ClientConsents';
import { ClientDocuments } from './ClientDocuments';
import { ClientForm } from './ClientForm';
import { ClientMerges } from './ClientMerges';
import { ClientMessages } from './ClientMessages';
import { ClientOrders } from './ClientOrders';
import classes from './Clients.module.css';
import { emptyClient } from './empty';
import { ClientIssues } from './issues';

/** The card of a client, or a new one. */
export function ClientScreen({ id }: { id: string }) {
  return id === 'new' ? <NewClient /> : <KnownClient id={id} />;
}

function NewClient() {
  const [first] = useState(emptyClient);
  return <Card first={first} details={null} />;
}

function KnownClient({ id }: { id: string }) {
  const details = useCommandQuery('get_client', { id });
  if (details.isPending) {
    return <Waiting text="Карточка загружается" />;
  }
  if (details.isError) {
    return <Failure error={details.error} onRetry={() => void details.refetch()} />;
  }
  // another person's change while nothing is being typed shows at once
  return <Card key={details.data.client.id} first={details.data.client} details={details.data} />;
}

function Card({ first, details }: { first: Client; details: ClientDetails | null }) {
  const saved = details?.client ?? first;
  const [client, setClient] = useState(first);
  const [base, setBase] = useState({ client: saved, version: details?.version ?? null });
  const [tab, setTab] = useState('data');
  const save = useCommand('save_client');
  const isDirty = !same(client, base.client);

  useEffect(() => {
    if (details && !isDirty && details.version !== base.version) {
      setBase({ client: details.client, version: details.version });
      setClient(details.client);
    }
  }, [details, isDirty, base.version]);

  // a new client goes on under its own address, once nothing is unsaved
  const added = details ? undefined : save.data?.client.id;
  useEffect(() => {
    if (added) {
      go(`/clients/${added}`);
    }
  }, [added]);

  const store = (then: () => void) => {
    if (save.isPending) {
      return;
    }
    save.mutate(
      { client, version: base.version },
      {
        onSuccess: (kept) => {
          queryClient.setQueryData(queryKey('get_client', { id: kept.client.id }), kept);
          setBase({ client: kept.client, version: kept.version });
          setClient(kept.client);
          then();
        },
        onError: complain,
      },
    );
  };
  const keep = () => {
    if (isDirty) {
      store(() => tell('Карточка сохранена'));
    }
  };
  useHotkeys([['mod+S', keep, BY_PLACE]], []);
  const leaving = useLeaving(isDirty, store, save.isPending);
  const set = useCallback((patch: Partial<Client>) => setClient((value) => ({ ...value, ...patch })), []);

  return (
    <div className={screen.page}>
      <Anchor component={Link} href="/clients" size="sm" c="dimmed">
        <IconArrowLeft size={14} /> Клиенты
      </Anchor>
      <header className={classes.cardHead}>
        <h1 className={`${screen.title} ${classes.cardTitle}`}>{details?.name ?? 'Новый клиент'}</h1>
        <Badge variant="light" color="gray" tt="none">
          {customerKind[client.kind]}
        </Badge>
        {details && (
          <>
            <Badge variant="light" color={details.personal_data ? 'sea' : 'orange'} tt="none">
              {details.personal_data ? 'Согласие на ПДн есть' : 'Нет согласия на ПДн'}
            </Badge>
            {details.advertising && (
              <Badge variant="light" tt="none">
                Можно присылать рекламу
              </Badge>
            )}
            <CardMenu details={details} />
          </>
        )}
        <Button onClick={keep} loading={save.isPending} disabled={!isDirty} title="Ctrl+S">
          Сохранить
        </Button>
      </header>
      {details && <Notes details={details} />}
      <ClientIssues problems={details?.problems ?? []} checked={base.client}>
        <Tabs value={tab} onChange={(value) => setTab(value ?? 'data')} keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="data">Данные</Tabs.Tab>
            <Tabs.Tab value="documents">Документы{count(client.documents.length)}</Tabs.Tab>
            {details && (
              <>
                <Tabs.Tab value="orders">Заявки{count(details.orders.length)}</Tabs.Tab>
                <Tabs.Tab value="messages">Сообщения{count(details.messages.length)}</Tabs.Tab>
                <Tabs.Tab value="consents">Согласия{count(details.consents.length)}</Tabs.Tab>
              </>
            )}
          </Tabs.List>
          <Tabs.Panel value="data">
            <ClientForm client={client} set={set} />
          </Tabs.Panel>
          <Tabs.Panel value="documents">
            <ClientDocuments documents={client.documents} onChange={(documents) => set({ documents })} />
          </Tabs.Panel>
          {details && (
            <>
              <Tabs.Panel value="orders">
                <ClientOrders orders={details.orders} />
              </Tabs.Panel>
              <Tabs.Panel value="messages">
                <ClientMessages messages={details.messages} />
              </Tabs.Panel>
              <Tabs.Panel value="consents">
                <ClientConsents details={details} />
              </Tabs.Panel>
            </>
          )}
        </Tabs>
      </ClientIssues>
      {details && details.merges.length > 0 && <ClientMerges merges={details.merges} />}
      {leaving}
    </div>
  );
}

function count(number: number): string {
  return number === 0 ? '' : ` · ${number}`;
}

function Notes({ details }: { details: ClientDetails }) {
  const restore = useCommand('restore_clients');
  return (
    <Stack gap="sm" mb="md">
      {details.trashed_at && (
        <Alert color="orange" icon={<IconTrash size={18} />}>
          <Group justify="space-between">
            <span>Клиент в корзине с {moscowMinute(details.trashed_at)}.</span>
            <Button
              size="compact-sm"
              variant="light"
              color="orange"
              loading={restore.isPending}
              onClick={() => restore.mutate({ ids: [details.client.id] }, { onError: complain })}
            >
              Вернуть в список
            </Button>
          </Group>
        </Alert>
      )}
      {details.similar.length > 0 && !details.trashed_at && (
        <Alert color="sea" icon={<IconUsers size={18} />}>
          <Group justify="space-between">
            <span>
              Возможно, это тот же человек: {details.similar.map(({ name }) => name).join(', ')}. Совпадают телефон,
              e-mail, документ или ФИО с датой рождения.
            </span>
            <Button size="compact-sm" variant="light" onClick={() => go('/clients/duplicates')}>
              Сравнить
            </Button>
          </Group>
        </Alert>
      )}
    </Stack>
  );
}

function CardMenu({ details }: { details: ClientDetails }) {
  const trash = useCommand('trash_clients');
  const restore = useCommand('restore_clients');
  const ids = { ids: [details.client.id] };
  const remove = () =>
    trash.mutate(ids, {
      onSuccess: () => {
        tell(`В корзине: ${details.name}`, {
          label: 'Вернуть',
          run: () => restore.mutate(ids, { onError: complain }),
        });
        go('/clients');
      },
      onError: complain,
    });
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button variant="default" px="xs" aria-label="Ещё действия с клиентом">
          <IconDots size={18} stroke={1.5} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconTrash size={18} stroke={1.5} />}
          disabled={details.trashed_at !== null}
          onClick={remove}
        >
          Удалить в корзину
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Asks about unsaved work when the card is left. */
function useLeaving(isDirty: boolean, store: (goOn: () => void) => void, isSaving: boolean) {
  const [goOn, setGoOn] = useState<(() => void) | null>(null);
  useLeaveGuard(
    isDirty,
    useCallback((next: () => void) => setGoOn(() => next), []),
  );
  if (!goOn) {
    return null;
  }
  return (
    <Modal
      opened
      onClose={() => setGoOn(null)}
      title="Сохранить изменения в карточке?"
      closeButtonProps={{ 'aria-label': 'Закрыть окно' }}
    >
      <Text c="dimmed">Без сохранения введённое пропадёт.</Text>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="subtle" onClick={() => setGoOn(null)}>
          Остаться
        </Button>
        <Button variant="default" onClick={goOn}>
          Не сохранять
        </Button>
        <Button loading={isSaving} onClick={() => store(goOn)} data-autofocus>
          Сохранить
        </Button>
      </Group>
    </Modal>
  );
}
