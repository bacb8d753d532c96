import { Badge, Button, Group, Modal, Pagination, Stack, Table, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconMessage, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { go } from '../../app/leaving';
import { queryOptions } from '../../app/query';
import type { SmsHistory } from '../../bindings/SmsHistory';
import type { SmsHistoryRow } from '../../bindings/SmsHistoryRow';
import type { SmsOutcome } from '../../bindings/SmsOutcome';
import type { CommandError } from '../../lib/backend/error';
import { counted, moscowSecond } from '../../shared/format';
import { smsOutcome } from '../../shared/labels';
import screen from '../../shared/Screen.module.css';
import { Empty, Failure, Waiting } from '../../shared/states';
import classes from './Integrations.module.css';

const LIMIT = 50;
const COLORS: Record<SmsOutcome, string> = { accepted: 'green', rejected: 'red', unknown: 'orange' };

/** «История СМС»: every code that was sent, with what the service answered. */
export function HistoryTab() {
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search, 150);
  const [page, setPage] = useState(1);
  const [shown, setShown] = useState<SmsHistoryRow | null>(null);
  const history = useQuery<SmsHistory, CommandError>({
    ...queryOptions('list_sms_history', { search: asked, page: { offset: (page - 1) * LIMIT, limit: LIMIT } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Stack>
      <Group justify="space-between">
        <TextInput
          w={420}
          aria-label="Поиск в истории СМС"
          placeholder="Номер заявки, сервис, слова из ответа"
          leftSection={<IconSearch size={18} stroke={1.5} />}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            setPage(1);
          }}
        />
        <Text c="dimmed" size="sm">
          Время московское. Пароли, коды и полные номера здесь не хранятся.
        </Text>
      </Group>
      <div className={`${screen.panel} ${classes.history}`}>
        {history.isPending ? (
          <Waiting />
        ) : history.isError ? (
          <Failure error={history.error} onRetry={() => void history.refetch()} />
        ) : history.data.total === 0 ? (
          <Empty
            icon={<IconMessage size={44} stroke={1.25} />}
            title={asked === '' ? 'СМС ещё не отправляли' : 'Ничего не нашлось'}
          >
            {asked === ''
              ? 'Здесь появится каждый код подписания: когда ушёл, что ответил сервис и подписан ли договор.'
              : 'Измените запрос: ищем по номеру заявки, сервису, запросу и ответу.'}
          </Empty>
        ) : (
          <Rows rows={history.data.rows} onShow={setShown} />
        )}
      </div>
      {history.data && history.data.total > LIMIT && (
        <Group justify="space-between">
          <Text c="dimmed" size="sm">
            {counted(history.data.total, 'запись', 'записи', 'записей')}
          </Text>
          <Pagination
            total={Math.ceil(history.data.total / LIMIT)}
            value={page}
            onChange={setPage}
            getControlProps={(control) => ({ 'aria-label': PAGING[control] })}
          />
        </Group>
      )}
      {shown && <Details row={shown} onClose={() => setShown(null)} />}
    </Stack>
  );
}

const PAGING: Record<'first' | 'previous' | 'next' | 'last', string> = {
  first: 'Первая страница',
  previous: 'Предыдущая страница',
  next: 'Следующая страница',
  last: 'Последняя страница',
};

function Rows({ rows, onShow }: { rows: SmsHistoryRow[]; onShow: (row: SmsHistoryRow) => void }) {
  return (
    <Table.ScrollContainer minWidth={1040}>
      <Table className={classes.historyTable} verticalSpacing="xs" highlightOnHover aria-label="История СМС">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={104}>Заявка</Table.Th>
            <Table.Th w={172}>Дата СМС</Table.Th>
            <Table.Th w={172}>Дата подписания</Table.Th>
            <Table.Th w={92}>Сервис</Table.Th>
            <Table.Th w={124}>Получатель</Table.Th>
            <Table.Th>Запрос в АПИ</Table.Th>
            <Table.Th>Ответ АПИ</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>
                <UnstyledButton
                  fw={600}
                  fz="sm"
                  c="sea.7"
                  onClick={() => onShow(row)}
                  aria-label={`Подробности СМС по заявке ${row.order_number}`}
                >
                  {row.order_number}
                </UnstyledButton>
              </Table.Td>
              <Table.Td>{moscowSecond(row.sent_at)}</Table.Td>
              <Table.Td>{row.signed_at ? moscowSecond(row.signed_at) : ''}</Table.Td>
              <Table.Td>{row.service}</Table.Td>
              <Table.Td>{row.phone_masked}</Table.Td>
              <Table.Td className={classes.clip} title={row.request}>
                {row.request}
              </Table.Td>
              <Table.Td className={classes.clip} title={row.answer}>
                <Badge color={COLORS[row.outcome]} mr={8}>
                  {smsOutcome[row.outcome]}
                </Badge>
                {row.answer}
                <Text size="xs" c="dimmed" truncate title={row.explanation}>
                  {row.explanation}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Details({ row, onClose }: { row: SmsHistoryRow; onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={`СМС по заявке №\u00a0${row.order_number}`}
      closeButtonProps={{ 'aria-label': 'Закрыть окно' }}
    >
      <Stack>
        <div>
          <Badge color={COLORS[row.outcome]} mb={6}>
            {smsOutcome[row.outcome]}
          </Badge>
          <Text>{row.explanation}</Text>
        </div>
        <dl className={classes.facts}>
          <dt>Дата СМС</dt>
          <dd>{moscowSecond(row.sent_at)} МСК</dd>
          <dt>Дата подписания</dt>
          <dd>{row.signed_at ? `${moscowSecond(row.signed_at)} МСК` : 'этим кодом договор не подписан'}</dd>
          <dt>Сервис</dt>
          <dd>{row.service}</dd>
          <dt>Получатель</dt>
          <dd>{row.phone_masked}</dd>
          {row.parts !== null && (
            <>
              <dt>Частей</dt>
              <dd>{row.parts}</dd>
            </>
          )}
          {row.cost !== null && (
            <>
              <dt>Стоимость</dt>
              <dd>{row.cost}</dd>
            </>
          )}
        </dl>
        <div>
          <Text fw={600}>Запрос в АПИ</Text>
          <pre className={classes.raw}>{row.request}</pre>
        </div>
        <div>
          <Text fw={600}>Ответ АПИ</Text>
          <pre className={classes.raw}>{row.answer === '' ? 'Ответа не было' : row.answer}</pre>
        </div>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => go(`/orders/${row.order_id}`)}>
            Открыть заявку
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
