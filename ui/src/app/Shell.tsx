import { Kbd, Menu, UnstyledButton } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import {
  IconBuildingAirport,
  IconBuildingStore,
  IconChevronDown,
  IconDatabase,
  IconDoorExit,
  IconHistory,
  IconInfoCircle,
  IconKey,
  IconLock,
  IconPlugConnected,
  IconSearch,
  IconSwitchHorizontal,
  IconUsers,
} from '@tabler/icons-react';
import { useState } from 'react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import type { Me } from '../bindings/Me';
import type { Start } from '../bindings/Start';
import { AboutScreen } from '../features/about/AboutScreen';
import { AgencyScreen } from '../features/agency/AgencyScreen';
import { AuditScreen } from '../features/audit/AuditScreen';
import { ClientScreen } from '../features/clients/ClientScreen';
import { ClientsScreen } from '../features/clients/ClientsScreen';
import { DuplicatesScreen } from '../features/clients/DuplicatesScreen';
import { ImportScreen } from '../features/clients/ImportScreen';
import { PreviewScreen } from '../features/contract-preview/PreviewScreen';
import { DataScreen } from '../features/data/DataScreen';
import { FinanceScreen } from '../features/finance/FinanceScreen';
import { IntegrationsScreen } from '../features/integrations/IntegrationsScreen';
import { NewOperatorScreen, OperatorScreen } from '../features/operators/OperatorScreen';
import { OperatorsScreen } from '../features/operators/OperatorsScreen';
import { OrderScreen } from '../features/order/OrderScreen';
import { OrdersScreen } from '../features/orders/OrdersScreen';
import { Palette } from '../features/palette/Palette';
import { PinDialog } from '../features/staff/PinDialog';
import { StaffScreen } from '../features/staff/StaffScreen';
import { useLock } from '../features/staff/useLock';
import { SetupScreen } from '../features/start/SetupScreen';
import { TodayScreen } from '../features/today/TodayScreen';
import { BY_PLACE } from '../shared/hotkeys';
import { role } from '../shared/labels';
import { complain } from '../shared/notices';
import { DemoRibbon } from './DemoRibbon';
import { go } from './leaving';
import { Mark } from './Mark';
import { useCommand } from './query';
import classes from './Shell.module.css';

export type OpenStart = Extract<Start, { state: 'open' }>;

/** The window of an open agency: top bar, demo ribbon, the page. */
export function Shell({ start, me }: { start: OpenStart; me: Me }) {
  const [path] = useLocation();
  const isDemo = start.mode === 'demo';
  const [isSearching, search] = useDisclosure();
  useHotkeys([['mod+K', search.toggle, BY_PLACE]], []);
  const lock = useLock({ minutes: start.lock_minutes, isPossible: me.has_pin && !start.locked });
  return (
    <div className={classes.shell}>
      <header className={classes.bar}>
        <Link className={classes.brand} href="/today" aria-label="ТурОфис, на страницу «Сегодня»">
          <Mark size={26} />
          <span>
            Тур<b>Офис</b>
          </span>
        </Link>
        <nav className={classes.nav} aria-label="Разделы">
          <Link className={classes.tab} href="/today" aria-current={path === '/today' ? 'page' : undefined}>
            Сегодня
          </Link>
          <Link className={classes.tab} href="/orders" aria-current={path.startsWith('/orders') ? 'page' : undefined}>
            Заявки
          </Link>
          <Link className={classes.tab} href="/clients" aria-current={path.startsWith('/clients') ? 'page' : undefined}>
            Клиенты
          </Link>
          <Link className={classes.tab} href="/finance" aria-current={path === '/finance' ? 'page' : undefined}>
            Финансы
          </Link>
        </nav>
        <UnstyledButton className={classes.find} aria-label="Поиск по программе" onClick={search.open}>
          <IconSearch size={17} stroke={1.5} />
          <span>Найти</span>
          <Kbd size="xs">Ctrl K</Kbd>
        </UnstyledButton>
        <UserMenu agencyName={start.agency_name} me={me} isDemo={isDemo} onLock={lock} />
      </header>
      {start.demo && <DemoRibbon links={start.demo} />}
      <main className={classes.main}>
        <Switch>
          <Route path="/today" component={TodayScreen} />
          <Route path="/orders" component={OrdersScreen} />
          <Route path="/orders/:id/contract">{({ id }) => <PreviewScreen id={id} />}</Route>
          <Route path="/orders/:id/at/:anchor">
            {({ id, anchor }) => <OrderScreen key={id} id={id} anchor={anchor} />}
          </Route>
          <Route path="/orders/:id">{({ id }) => <OrderScreen key={id} id={id} />}</Route>
          <Route path="/clients" component={ClientsScreen} />
          <Route path="/clients/duplicates" component={DuplicatesScreen} />
          <Route path="/clients/import" component={ImportScreen} />
          <Route path="/clients/:id">{({ id }) => <ClientScreen key={id} id={id} />}</Route>
          <Route path="/integrations/:tab?">{({ tab }) => <IntegrationsScreen tab={tab ?? 'steps'} />}</Route>
          <Route path="/agency/:field?">{({ field }) => <AgencyScreen field={field} />}</Route>
          <Route path="/operators" component={OperatorsScreen} />
          <Route path="/operators/:id/new">{({ id }) => <NewOperatorScreen key={id} id={id} />}</Route>
          <Route path="/operators/:id">{({ id }) => <OperatorScreen key={id} id={id} />}</Route>
          <Route path="/finance" component={FinanceScreen} />
          <Route path="/staff">
            <StaffScreen start={start} me={me} />
          </Route>
          <Route path="/journal" component={AuditScreen} />
          <Route path="/setup">
            <SetupScreen />
          </Route>
          <Route path="/data">
            <DataScreen start={start} me={me} />
          </Route>
          <Route path="/about">
            <AboutScreen start={start} />
          </Route>
          <Route>
            <Redirect to="/today" />
          </Route>
        </Switch>
      </main>
      {isSearching && !start.locked && <Palette onClose={search.close} />}
    </div>
  );
}

interface UserMenuProps {
  agencyName: string;
  me: Me;
  isDemo: boolean;
  onLock: () => void;
}

function UserMenu({ agencyName, me, isDemo, onLock }: UserMenuProps) {
  const leave = useCommand('leave_demo');
  const signOut = useCommand('sign_out');
  const [isPinOpen, setPinOpen] = useState(false);
  return (
    <>
      <Menu position="bottom-end" shadow="md" width={280}>
        <Menu.Target>
          <UnstyledButton className={classes.user}>
            <span className={classes.userName}>
              {me.name}
              <span className={classes.agencyName}>{agencyName === '' ? 'Агентство без названия' : agencyName}</span>
            </span>
            <IconChevronDown size={16} stroke={1.75} />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{role[me.role]}</Menu.Label>
          <Menu.Item leftSection={<IconKey size={18} stroke={1.5} />} onClick={() => setPinOpen(true)}>
            Мой PIN
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLock size={18} stroke={1.5} />}
            rightSection={<Kbd size="xs">Ctrl L</Kbd>}
            disabled={!me.has_pin}
            title={me.has_pin ? undefined : 'Сначала задайте себе PIN'}
            onClick={onLock}
          >
            Заблокировать
          </Menu.Item>
          <Menu.Item
            leftSection={<IconSwitchHorizontal size={18} stroke={1.5} />}
            onClick={() => signOut.mutate({}, { onError: complain })}
          >
            Сменить сотрудника
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconPlugConnected size={18} stroke={1.5} />} onClick={() => go('/integrations')}>
            Интеграции
          </Menu.Item>
          <Menu.Item leftSection={<IconBuildingStore size={18} stroke={1.5} />} onClick={() => go('/agency')}>
            Реквизиты, печать и подпись
          </Menu.Item>
          <Menu.Item leftSection={<IconBuildingAirport size={18} stroke={1.5} />} onClick={() => go('/operators')}>
            Туроператоры
          </Menu.Item>
          <Menu.Item leftSection={<IconUsers size={18} stroke={1.5} />} onClick={() => go('/staff')}>
            Сотрудники и офисы
          </Menu.Item>
          <Menu.Item
            leftSection={<IconHistory size={18} stroke={1.5} />}
            disabled={me.role !== 'head'}
            title={me.role === 'head' ? undefined : 'Журнал видит только руководитель'}
            onClick={() => go('/journal')}
          >
            Журнал изменений
          </Menu.Item>
          <Menu.Item leftSection={<IconDatabase size={18} stroke={1.5} />} onClick={() => go('/data')}>
            Данные и копии
          </Menu.Item>
          <Menu.Item leftSection={<IconInfoCircle size={18} stroke={1.5} />} onClick={() => go('/about')}>
            О программе
          </Menu.Item>
          {isDemo && (
            <>
              <Menu.Divider />
              <Menu.Item
                leftSection={<IconDoorExit size={18} stroke={1.5} />}
                onClick={() => leave.mutate({}, { onSuccess: () => go('/'), onError: complain })}
              >
                Выйти из учебного режима
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {isPinOpen && <PinDialog id={me.id} name={me.name} hasPin={me.has_pin} isOwn onClose={() => setPinOpen(false)} />}
    </>
  );
}
