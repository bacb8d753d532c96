import { Alert, Button, Loader, Text } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { CommandError } from '../lib/backend/error';
import classes from './Screen.module.css';

/** A spinner that appears only when waiting is felt. */
export function Waiting({ text = 'Загружается' }: { text?: string }) {
  const [isShown, setShown] = useState(false);
  useTimeout(() => setShown(true), 250, { autoInvoke: true });
  return (
    <div className={classes.state} role="status" aria-label={text}>
      {isShown && <Loader />}
    </div>
  );
}

interface EmptyProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing here yet, and what to do about it. */
export function Empty({ icon, title, children, action }: EmptyProps) {
  return (
    <div className={classes.state}>
      <Text c="sea.5" component="span" lh={0}>
        {icon}
      </Text>
      <p className={classes.stateTitle}>{title}</p>
      {children && (
        <Text c="dimmed" maw={460}>
          {children}
        </Text>
      )}
      {action}
    </div>
  );
}

/** What went wrong and what to do, in place of the content. */
export function Failure({ error, onRetry }: { error: CommandError; onRetry?: () => void }) {
  return (
    <div className={classes.state} role="alert">
      <Text c="var(--star-red)" component="span" lh={0}>
        <IconAlertTriangle size={36} stroke={1.5} />
      </Text>
      <p className={classes.stateTitle}>{error.title}</p>
      {error.details.map((line) => (
        <Text key={line} maw={520}>
          {line}
        </Text>
      ))}
      <Text c="dimmed" maw={520}>
        {error.advice}
      </Text>
      {error.reference && (
        <Text c="dimmed" size="sm">
          Номер для поддержки: {error.reference}
        </Text>
      )}
      {onRetry && (
        <Button mt="xs" onClick={onRetry}>
          Повторить
        </Button>
      )}
    </div>
  );
}

/** The same beside a form. */
export function FailureNote({ error }: { error: CommandError }) {
  return (
    <Alert color="red" icon={<IconAlertTriangle size={18} />} title={error.title} role="alert">
      {[...error.details, error.advice].map((line) => (
        <div key={line}>{line}</div>
      ))}
      {error.reference && <div>Номер для поддержки: {error.reference}</div>}
    </Alert>
  );
}
