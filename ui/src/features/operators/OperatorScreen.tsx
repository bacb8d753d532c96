import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconAlertTriangle, IconArchive, IconArrowLeft, IconCheck, IconTrash } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { Link } from 'wouter';
import { go, useLeaveGuard } from '../../app/leaving';
import { useRight } from '../../app/me';
import { queryClient, queryKey, useCommand, useCommandQuery } from '../../app/query';
import type { OperatorDetails } from '../../bindings/OperatorDetails';
import type { TourOperator } from '../../bindings/TourOperator';
import { counted } from '../../shared/format';
import { BY_PLACE } from '../../shared/hotkeys';
import { newId } from '../../shared/ids';
import { LeaveDialog } from '../../shared/LeaveDialog';
import { complain, tell } from '../../shared/notices';
import { Panel } from '../../shared/Panel';
import screen from '../../shared/Screen.module.css';
import { Failure, Waiting } from '../../shared/states';
import { IssuesProvider, remarksOf } from '../order/issues';
import { same } from '../order/merge';
import { OperatorForm } from '../order/OperatorForm';
import { GuaranteeBadge } from './GuaranteeBadge';

/** The card of an operator of the directory. */
export function OperatorScreen({ id }: { id: string }) {
  const details = useCommandQuery('get_operator', { id });
  if (details.isPending) {
    return <Waiting />;
  }
  if (details.isError) {
    return <Failure error={details.error} onRetry={() => void details.refetch()} />;
  }
  // a card saved elsewhere is taken over while nothing is typed here
  return <Card key={id} details={details.data} operator={details.data.operator} />;
}

/** A new card. */
export function NewOperatorScreen({ id }: { id: string }) {
  return <Card details={null} operator={emptyOperator(id)} />;
}

function Card({ details, operator: saved }: { details: OperatorDetails | null; operator: TourOperator }) {
  const [typed, setTyped] = useState<TourOperator | null>(null);
  const [stamp, setStamp] = useState(details?.updated_at ?? null);
  const operator = typed ?? saved;
  const isDirty = typed !== null && !same(typed, saved);
  const save = useCommand('save_operator');
  const name = saved.short_name.trim() || saved.full_name.trim();

  const store = (onSaved?: () => void) =>
    save.mutate(
      { operator, updated_at: typed === null ? (details?.updated_at ?? null) : stamp },
      {
        onSuccess: (answer) => {
          queryClient.setQueryData(queryKey('get_operator', { id: operator.id }), answer);
          setTyped(null);
          tell('Карточка сохранена');
          if (onSaved) {
            onSaved();
          } else if (!details) {
            go(`/operators/${operator.id}`);
          }
        },
        onError: complain,
      },
    );
  const change = (next: (value: TourOperator) => TourOperator) => {
    if (typed === null) {
      setStamp(details?.updated_at ?? null);
    }
    setTyped(next(operator));
  };
  const [goOn, setGoOn] = useState<(() => void) | null>(null);
  useLeaveGuard(
    isDirty && !save.isSuccess,
    useCallback((next: () => void) => setGoOn(() => next), []),
  );
  useHotkeys([['mod+S', () => isDirty && store(), BY_PLACE]], []);

  const general = details?.check.filter(({ anchor }) => anchor === 'operator.guarantees') ?? [];
  return (
    <div className={screen.page}>
      <Link href="/operators" className={screen.link}>
        <IconArrowLeft size={15} style={{ verticalAlign: '-2px' }} /> Туроператоры
      </Link>
      <Group justify="space-between" mt={6} mb="lg" gap="sm">
        <Group gap="sm">
          <h1 className={screen.title}>{name === '' ? 'Новый туроператор' : name}</h1>
          {details && <GuaranteeBadge state={details.guarantee} />}
        </Group>
        <Group gap="xs">
          {details && <Fate details={details} />}
          <Button
            leftSection={<IconCheck size={18} />}
            disabled={!isDirty}
            loading={save.isPending}
            onClick={() => store()}
            title="Ctrl+S"
          >
            Сохранить
          </Button>
        </Group>
      </Group>
      <Stack gap="lg">
        {details?.archived_at && (
          <Alert color="gray" icon={<IconArchive size={18} />} title="Туроператор в архиве">
            В новых заявках его не предложат. В прежних заявках остаются их копии.
          </Alert>
        )}
        {general.map(({ reason }) => (
          <Alert key={reason} color="red" icon={<IconAlertTriangle size={18} />} title="Финансовое обеспечение">
            {reason}
          </Alert>
        ))}
        <Panel title="Карточка">
          <IssuesProvider remarks={remarksOf(details?.check ?? [], [])} checked={{ operator: saved }}>
            <OperatorForm operator={operator} onChange={change} />
          </IssuesProvider>
        </Panel>
        {details && details.orders > 0 && <Orders details={details} />}
      </Stack>
      {goOn && (
        <LeaveDialog
          title="Сохранить карточку туроператора?"
          isSaving={save.isPending}
          onStay={() => setGoOn(null)}
          onDrop={goOn}
          onSave={() => store(goOn)}
        />
      )}
    </div>
  );
}

/** To the archive and back; a card nobody uses can be deleted. */
function Fate({ details }: { details: OperatorDetails }) {
  const archive = useCommand('archive_operator');
  const remove = useCommand('remove_operator');
  const restore = useCommand('save_operator');
  const mayDelete = useRight('delete');
  const { id } = details.operator;
  const isArchived = details.archived_at !== null;
  const move = (archived: boolean) =>
    archive.mutate(
      { id, archived },
      {
        onSuccess: () =>
          tell(archived ? 'Туроператор в архиве' : 'Туроператор возвращён в справочник', {
            label: 'Отменить',
            run: () => archive.mutate({ id, archived: !archived }, { onError: complain }),
          }),
        onError: complain,
      },
    );
  const erase = () =>
    remove.mutate(
      { id },
      {
        onSuccess: () => {
          go('/operators');
          tell('Туроператор удалён', {
            label: 'Вернуть',
            run: () => restore.mutate({ operator: details.operator, updated_at: null }, { onError: complain }),
          });
        },
        onError: complain,
      },
    );
  return (
    <>
      {details.orders === 0 && mayDelete && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconTrash size={18} stroke={1.5} />}
          loading={remove.isPending}
          onClick={erase}
        >
          Удалить
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconArchive size={18} stroke={1.5} />}
        loading={archive.isPending}
        onClick={() => move(!isArchived)}
      >
        {isArchived ? 'Вернуть из архива' : 'В архив'}
      </Button>
    </>
  );
}

function Orders({ details }: { details: OperatorDetails }) {
  return (
    <Panel
      title="Заявки с этим туроператором"
      actions={<Text c="dimmed">{counted(details.orders, 'заявка', 'заявки', 'заявок')}</Text>}
    >
      <Stack gap={6}>
        {details.latest_orders.map(({ id, number, customer }) => (
          <Link key={id} href={`/orders/${id}`} className={screen.link}>
            № {number}
            {customer === '' ? '' : `, ${customer}`}
          </Link>
        ))}
        {details.orders > details.latest_orders.length && (
          <Text c="dimmed" size="sm">
            Показаны последние {details.latest_orders.length}
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

function emptyOperator(id: string = newId()): TourOperator {
  return {
    id,
    full_name: '',
    short_name: '',
    registry_number: '',
    inn: '',
    ogrn: '',
    address: '',
    post_address: '',
    phone: '',
    email: '',
    site: '',
    scope: [],
    guarantees: [],
    association: '',
    personal_liability_fund: '',
    agency_agreement_number: '',
    agency_agreement_date: null,
  };
}
