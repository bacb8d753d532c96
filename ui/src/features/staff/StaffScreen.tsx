import { Alert, Badge, Button, Group, Select, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconBuilding, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { NO_RIGHT } from '../../app/me';
import { useCommand, useCommandQuery } from '../../app/query';
import type { OpenStart } from '../../app/Shell';
import type { Me } from '../../bindings/Me';
import type { OfficeCard } from '../../bindings/OfficeCard';
import type { StaffMember } from '../../bindings/StaffMember';
import type { StaffRow } from '../../bindings/StaffRow';
import { newId } from '../../shared/ids';
import { options, right, role } from '../../shared/labels';
import { complain, tell } from '../../shared/notices';
import { Panel } from '../../shared/Panel';
import screen from '../../shared/Screen.module.css';
import { Empty, Failure, Waiting } from '../../shared/states';
import { MemberDialog, newMember } from './MemberDialog';
import { OfficeDialog } from './OfficeDialog';
import { PinDialog } from './PinDialog';
import classes from './Staff.module.css';

/** «Сотрудники и офисы». */
export function StaffScreen({ start, me }: { start: OpenStart; me: Me }) {
  const staff = useCommandQuery('list_staff', {});
  if (staff.isPending) {
    return <Waiting />;
  }
  if (staff.isError) {
    return <Failure error={staff.error} onRetry={() => void staff.refetch()} />;
  }
  const isHead = me.role === 'head';
  const rows = staff.data.staff;
  const isOpenToAll =
    rows.filter(({ member }) => member.active).length > 1 &&
    rows.some(({ member, has_pin }) => member.active && member.role === 'head' && !has_pin);
  return (
    <div className={screen.page}>
      <h1 className={screen.title}>Сотрудники и офисы</h1>
      <Text c="dimmed" mb="lg">
        {isHead ? 'Кто работает в программе, что ему можно и где он сидит.' : NO_RIGHT}
      </Text>
      <Stack gap="lg">
        {isOpenToAll && (
          <Alert color="orange" icon={<IconAlertTriangle size={18} />} title="У руководителя нет PIN">
            Любой сотрудник может войти под его именем и получить все права. Задайте PIN.
          </Alert>
        )}
        <Members rows={rows} offices={staff.data.offices} me={me} isHead={isHead} />
        <Offices offices={staff.data.offices} isHead={isHead} />
        <LockPanel minutes={start.lock_minutes} isHead={isHead} />
      </Stack>
    </div>
  );
}

interface MembersProps {
  rows: StaffRow[];
  offices: OfficeCard[];
  me: Me;
  isHead: boolean;
}

function Members({ rows, offices, me, isHead }: MembersProps) {
  const [card, setCard] = useState<{ member: StaffMember; isNew: boolean } | null>(null);
  const [pin, setPin] = useState<StaffRow | null>(null);
  return (
    <Panel
      title="Сотрудники"
      actions={
        isHead && (
          <Button leftSection={<IconPlus size={18} />} onClick={() => setCard({ member: newMember(), isNew: true })}>
            Добавить сотрудника
          </Button>
        )
      }
    >
      <Table.ScrollContainer minWidth={760}>
        <Table className={classes.table} verticalSpacing="xs" highlightOnHover aria-label="Сотрудники">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={280}>ФИО</Table.Th>
              <Table.Th w={130}>Роль</Table.Th>
              <Table.Th w={120}>Офис</Table.Th>
              <Table.Th>Права</Table.Th>
              <Table.Th w={70}>PIN</Table.Th>
              <Table.Th w={210} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.member.id} className={row.member.active ? undefined : classes.left}>
                <Table.Td>
                  {row.member.name}
                  {row.member.id === me.id && <Badge ml={8}>вы</Badge>}
                  {!row.member.active && (
                    <Badge ml={8} color="gray">
                      не работает
                    </Badge>
                  )}
                </Table.Td>
                <Table.Td>{role[row.member.role]}</Table.Td>
                <Table.Td>{offices.find(({ id }) => id === row.member.office_id)?.name ?? ''}</Table.Td>
                <Table.Td>
                  <Text size="xs" c="dimmed">
                    {rightsInWords(row.member)}
                  </Text>
                </Table.Td>
                <Table.Td>{row.has_pin ? 'задан' : 'нет'}</Table.Td>
                <Table.Td>
                  <Group gap={4} justify="flex-end" wrap="nowrap">
                    {(isHead || row.member.id === me.id) && (
                      <Button size="compact-sm" variant="subtle" onClick={() => setPin(row)}>
                        {row.has_pin ? 'Сменить PIN' : 'Задать PIN'}
                      </Button>
                    )}
                    {isHead && (
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        onClick={() => setCard({ member: row.member, isNew: false })}
                      >
                        Изменить
                      </Button>
                    )}
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {card && (
        <MemberDialog {...card} isMe={card.member.id === me.id} offices={offices} onClose={() => setCard(null)} />
      )}
      {pin && (
        <PinDialog
          id={pin.member.id}
          name={pin.member.name}
          hasPin={pin.has_pin}
          isOwn={pin.member.id === me.id}
          onClose={() => setPin(null)}
        />
      )}
    </Panel>
  );
}

function rightsInWords(member: StaffMember): string {
  if (member.role === 'head') {
    return 'Все';
  }
  const given = options(right).filter(({ value }) => member.rights[value]);
  return given.length === 0 ? 'Только свои заявки' : given.map(({ label }) => label).join(', ');
}

function Offices({ offices, isHead }: { offices: OfficeCard[]; isHead: boolean }) {
  const [card, setCard] = useState<{ office: OfficeCard; isNew: boolean } | null>(null);
  const add = () => setCard({ office: { id: newId(), name: '', address: '', phone: '', active: true }, isNew: true });
  return (
    <Panel
      title="Офисы"
      actions={
        isHead && (
          <Button variant="default" leftSection={<IconPlus size={18} />} onClick={add}>
            Добавить офис
          </Button>
        )
      }
    >
      {offices.length === 0 ? (
        <Empty icon={<IconBuilding size={40} stroke={1.25} />} title="Офисов пока нет">
          Если агентство работает в нескольких местах, добавьте офисы: по ним отбираются заявки.
        </Empty>
      ) : (
        <Table className={classes.table} verticalSpacing="xs" highlightOnHover aria-label="Офисы">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Название</Table.Th>
              <Table.Th>Адрес</Table.Th>
              <Table.Th w={180}>Телефон</Table.Th>
              <Table.Th w={110} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {offices.map((office) => (
              <Table.Tr key={office.id} className={office.active ? undefined : classes.left}>
                <Table.Td>
                  {office.name}
                  {!office.active && (
                    <Badge ml={8} color="gray">
                      закрыт
                    </Badge>
                  )}
                </Table.Td>
                <Table.Td>{office.address}</Table.Td>
                <Table.Td>{office.phone}</Table.Td>
                <Table.Td ta="right">
                  {isHead && (
                    <Button size="compact-sm" variant="subtle" onClick={() => setCard({ office, isNew: false })}>
                      Изменить
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {card && <OfficeDialog {...card} onClose={() => setCard(null)} />}
    </Panel>
  );
}

const RESTS = [0, 1, 3, 5, 10, 15, 30, 60];

function LockPanel({ minutes, isHead }: { minutes: number; isHead: boolean }) {
  const save = useCommand('save_lock');
  const choices = RESTS.includes(minutes) ? RESTS : [...RESTS, minutes].sort((left, right) => left - right);
  return (
    <Panel title="Блокировка">
      <Group align="flex-end">
        <Select
          label="Блокировать программу после перерыва"
          w={300}
          disabled={!isHead}
          data={choices.map((choice) => ({
            value: String(choice),
            label: choice === 0 ? 'Никогда' : `${choice} мин без мыши и клавиатуры`,
          }))}
          value={String(minutes)}
          onChange={(value) =>
            value !== null &&
            save.mutate(
              { minutes: Number(value) },
              { onSuccess: () => tell('Время до блокировки сохранено'), onError: complain },
            )
          }
        />
        <Text c="dimmed" size="sm" maw={460} pb={6}>
          Действует для тех, у кого есть PIN. Заблокировать сразу: Ctrl+L. Отправка писем и подписание под блокировкой
          продолжаются.
        </Text>
      </Group>
    </Panel>
  );
}
