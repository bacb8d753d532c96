import { Button } from '@mantine/core';
import { IconCheck, IconInfoSmall, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { go } from '../../app/leaving';
import { useCommandQuery } from '../../app/query';
import type { StepState } from '../../bindings/StepState';
import screen from '../../shared/Screen.module.css';
import { Failure, Waiting } from '../../shared/states';
import classes from './Integrations.module.css';

const MARKS: Record<StepState, { icon: ReactNode; name: string }> = {
  done: { icon: <IconCheck size={18} stroke={2.25} />, name: 'Готово' },
  missing: { icon: <IconX size={18} stroke={2.25} />, name: 'Не готово' },
  info: { icon: <IconInfoSmall size={24} stroke={2.25} />, name: 'К сведению' },
};

/** Where each step is done, in the order of the steps. */
const PLACES: { title: string; to: string }[] = [
  { title: 'Открыть «СМС»', to: '/integrations/sms' },
  { title: 'Загрузить', to: '/agency' },
  { title: 'К заявкам', to: '/orders' },
];

/** «Подписание договора по СМС»: four steps and where they stand. */
export function StepsTab() {
  const steps = useCommandQuery('get_integration_steps', {});
  if (steps.isPending) {
    return <Waiting />;
  }
  if (steps.isError) {
    return <Failure error={steps.error} onRetry={() => void steps.refetch()} />;
  }
  return (
    <ol className={`${screen.panel} ${classes.steps}`} aria-label="Шаги подписания договора по СМС">
      {steps.data.steps.map((step, index) => {
        const mark = MARKS[step.state];
        const place = PLACES[index];
        return (
          <li key={step.title} className={classes.step}>
            <span className={classes.mark} data-state={step.state} role="img" aria-label={mark.name}>
              {mark.icon}
            </span>
            <div>
              <h2>{step.title}</h2>
              <p>{step.text}</p>
              {step.reason && <p className={classes.reason}>{step.reason}</p>}
            </div>
            {place && (
              <Button variant={step.state === 'missing' ? 'filled' : 'default'} size="xs" onClick={() => go(place.to)}>
                {place.title}
              </Button>
            )}
          </li>
        );
      })}
    </ol>
  );
}
