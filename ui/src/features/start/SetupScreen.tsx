import { Button, Group, Stepper, Text } from '@mantine/core';
import { useState } from 'react';
import { go } from '../../app/leaving';
import { useCommandQuery } from '../../app/query';
import screen from '../../shared/Screen.module.css';
import { Failure, Waiting } from '../../shared/states';
import { AgencyPanel } from '../agency/AgencyPanel';
import { ImagesPanel } from '../agency/ImagesPanel';
import { MailTab } from '../integrations/MailTab';
import { SmsTab } from '../integrations/SmsTab';
import classes from './Start.module.css';

const LAST = 3;

/** Leads a new agency through its settings; each step is also a settings page, so it can be left at any time. */
export function SetupScreen() {
  const [step, setStep] = useState(0);
  const agency = useCommandQuery('get_agency', {});
  if (agency.isPending) {
    return <Waiting />;
  }
  if (agency.isError) {
    return <Failure error={agency.error} onRetry={() => void agency.refetch()} />;
  }
  return (
    <div className={`${screen.page} ${classes.setup}`}>
      <div>
        <h1 className={screen.title}>Настройка агентства</h1>
        <Text c="dimmed">
          Любой шаг можно пропустить и вернуться к нему через меню агентства в правом верхнем углу.
        </Text>
      </div>
      <Stepper active={step} onStepClick={setStep} size="sm">
        <Stepper.Step label="Реквизиты" />
        <Stepper.Step label="Печать и подпись" />
        <Stepper.Step label="Почта" />
        <Stepper.Step label="СМС" />
      </Stepper>
      {/* every step stays on the page, so that going back and forth loses nothing */}
      <div hidden={step !== 0}>
        <AgencyPanel details={agency.data} />
      </div>
      <div hidden={step !== 1}>
        <ImagesPanel />
      </div>
      <div hidden={step !== 2}>
        <MailTab />
      </div>
      <div hidden={step !== 3}>
        <SmsTab />
      </div>
      <Group justify="space-between">
        <Button variant="subtle" onClick={() => go('/orders')}>
          Продолжить позже
        </Button>
        <Group>
          {step > 0 && (
            <Button variant="default" onClick={() => setStep(step - 1)}>
              Назад
            </Button>
          )}
          <Button onClick={() => (step < LAST ? setStep(step + 1) : go('/orders'))}>
            {step < LAST ? 'Дальше' : 'Перейти к заявкам'}
          </Button>
        </Group>
      </Group>
    </div>
  );
}
