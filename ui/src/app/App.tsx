import { useCallback } from 'react';
import type { AppEvent } from '../bindings/AppEvent';
import { LockCover } from '../features/staff/LockCover';
import { SignInScreen } from '../features/staff/SignInScreen';
import { BrokenScreen } from '../features/start/BrokenScreen';
import { LockedScreen } from '../features/start/LockedScreen';
import { RecoveryKeyScreen } from '../features/start/RecoveryKeyScreen';
import { WelcomeScreen } from '../features/start/WelcomeScreen';
import { CommandError } from '../lib/backend/error';
import { complain, tell } from '../shared/notices';
import { Failure, Waiting } from '../shared/states';
import { go } from './leaving';
import { useCommand, useCommandQuery, useLiveData } from './query';
import { Shell } from './Shell';

/** Chooses what to show by where the program stands. */
export function App() {
  // held here, above every screen: its answer is the recovery key, and the screen that asks goes
  // as soon as the new agency is heard of
  const creation = useCommand('create_office');
  const arrival = useCommand('import_base');
  useLiveData(
    useCallback((event: AppEvent) => {
      if (event.event === 'contract_signed') {
        tell(`Договор по заявке №\u00a0${event.order_number} подписан: ${event.customer}`, {
          label: 'Открыть',
          run: () => go(`/orders/${event.order_id}`),
        });
      }
      if (event.event === 'warning') {
        complain(new CommandError('warning', event.title, event.advice));
      }
    }, []),
  );
  const start = useCommandQuery('get_start', {});

  if (creation.isSuccess) {
    const goOn = () => {
      creation.reset();
      go('/setup');
    };
    return <RecoveryKeyScreen recoveryKey={creation.data.recovery_key} onSaved={goOn} />;
  }
  if (arrival.data?.recovery_key) {
    return <RecoveryKeyScreen recoveryKey={arrival.data.recovery_key} onSaved={arrival.reset} />;
  }
  if (creation.isPending || arrival.isPending) {
    return <WelcomeScreen creation={creation} arrival={arrival} />;
  }
  if (start.isPending) {
    return <Waiting text="Программа открывается" />;
  }
  if (start.isError) {
    return <Failure error={start.error} onRetry={() => void start.refetch()} />;
  }
  switch (start.data.state) {
    case 'welcome':
      return <WelcomeScreen creation={creation} arrival={arrival} />;
    case 'locked':
      return <LockedScreen />;
    case 'broken':
      return <BrokenScreen error={start.data.error} />;
    case 'open':
      return start.data.who === null ? (
        <SignInScreen agencyName={start.data.agency_name} isDemo={start.data.mode === 'demo'} />
      ) : (
        <>
          <Shell key={start.data.who.id} start={start.data} me={start.data.who} />
          {start.data.locked && <LockCover agencyName={start.data.agency_name} who={start.data.who} />}
        </>
      );
  }
}
