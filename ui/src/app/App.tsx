import { useCallback, useState } from 'react';
import type { AppEvent } from '../bindings/AppEvent';
import { BrokenScreen } from '../features/start/BrokenScreen';
import { LockedScreen } from '../features/start/LockedScreen';
import { RecoveryKeyScreen } from '../features/start/RecoveryKeyScreen';
import { WelcomeScreen } from '../features/start/WelcomeScreen';
import { tell } from '../shared/notices';
import { Failure, Waiting } from '../shared/states';
import { go } from './leaving';
import { useCommandQuery, useLiveData } from './query';
import { Shell } from './Shell';

/** Chooses what to show by where the program stands. */
export function App() {
  const [recoveryKey, setRecoveryKey] = useState<string | null>(null);
  useLiveData(
    useCallback((event: AppEvent) => {
      if (event.event === 'contract_signed') {
        tell(`Договор по заявке №\u00a0${event.order_number} подписан: ${event.customer}`, {
          label: 'Открыть',
          run: () => go(`/orders/${event.order_id}`),
        });
      }
    }, []),
  );
  const start = useCommandQuery('get_start', {});

  if (recoveryKey !== null) {
    const goOn = () => {
      setRecoveryKey(null);
      go('/setup');
    };
    return <RecoveryKeyScreen recoveryKey={recoveryKey} onSaved={goOn} />;
  }
  if (start.isPending) {
    return <Waiting text="Программа открывается" />;
  }
  if (start.isError) {
    return <Failure error={start.error} onRetry={() => void start.refetch()} />;
  }
  switch (start.data.state) {
    case 'welcome':
      return <WelcomeScreen onRecoveryKey={setRecoveryKey} />;
    case 'locked':
      return <LockedScreen />;
    case 'broken':
      return <BrokenScreen title={start.data.title} advice={start.data.advice} />;
    case 'open':
      return <Shell start={start.data} />;
  }
}
