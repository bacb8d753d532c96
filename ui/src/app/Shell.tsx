import { Menu, UnstyledButton } from '@mantine/core';
import {
  IconBuildingStore,
  IconChevronDown,
  IconDatabase,
  IconDoorExit,
  IconInfoCircle,
  IconPlugConnected,
} from '@tabler/icons-react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import type { Start } from '../bindings/Start';
import { AboutScreen } from '../features/about/AboutScreen';
import { AgencyScreen } from '../features/agency/AgencyScreen';
import { PreviewScreen } from '../features/contract-preview/PreviewScreen';
import { DataScreen } from '../features/data/DataScreen';
import { IntegrationsScreen } from '../features/integrations/IntegrationsScreen';
import { OrderScreen } from '../features/order/OrderScreen';
import { OrdersScreen } from '../features/orders/OrdersScreen';
import { SetupScreen } from '../features/start/SetupScreen';
import { complain } from '../shared/notices';
import { DemoRibbon } from './DemoRibbon';
import { go } from './leaving';
import { Mark } from './Mark';
import { useCommand } from './query';
import classes from './Shell.module.css';

export type OpenStart = Extract<Start, { state: 'open' }>;

/** The window of an open agency: top bar, demo ribbon, the page. */
export function Shell({ start }: { start: OpenStart }) {
  const [path] = useLocation();
  const isDemo = start.mode === 'demo';
  return (
    <div className={classes.shell}>
      <header className={classes.bar}>
        <Link className={classes.brand} href="/orders" aria-label="ТурОфис, к списку заявок">
          <Mark size={26} />
          <span>
            Тур<b>Офис</b>
          </span>
        </Link>
        <nav className={classes.nav} aria-label="Разделы">
          <Link className={classes.tab} href="/orders" aria-current={path.startsWith('/orders') ? 'page' : undefined}>
            Заявки
          </Link>
        </nav>
        <UserMenu name={start.agency_name} isDemo={isDemo} />
      </header>
      {start.demo && <DemoRibbon links={start.demo} />}
      <main className={classes.main}>
        <Switch>
          <Route path="/orders" component={OrdersScreen} />
          <Route path="/orders/:id/contract">{({ id }) => <PreviewScreen id={id} />}</Route>
          <Route path="/orders/:id">{({ id }) => <OrderScreen key={id} id={id} />}</Route>
          <Route path="/integrations/:tab?">{({ tab }) => <IntegrationsScreen tab={tab ?? 'steps'} />}</Route>
          <Route path="/agency/:field?">{({ field }) => <AgencyScreen field={field} />}</Route>
          <Route path="/setup">
            <SetupScreen />
          </Route>
          <Route path="/data">
            <DataScreen start={start} />
          </Route>
          <Route path="/about">
            <AboutScreen start={start} />
          </Route>
          <Route>
            <Redirect to="/orders" />
          </Route>
        </Switch>
      </main>
    </div>
  );
}

function UserMenu({ name, isDemo }: { name: string; isDemo: boolean }) {
  const leave = useCommand('leave_demo');
  return (
    <Menu position="bottom-end" shadow="md" width={280}>
      <Menu.Target>
        <UnstyledButton className={classes.user}>
          <span className={classes.userName}>{name === '' ? 'Агентство без названия' : name}</span>
          <IconChevronDown size={16} stroke={1.75} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPlugConnected size={18} stroke={1.5} />} onClick={() => go('/integrations')}>
          Интеграции
        </Menu.Item>
        <Menu.Item leftSection={<IconBuildingStore size={18} stroke={1.5} />} onClick={() => go('/agency')}>
          Реквизиты, печать и подпись
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
  );
}
