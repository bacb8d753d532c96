import { Badge, Button, Text } from '@mantine/core';
import { useCommand } from '../../app/query';
import type { LetterRow } from '../../bindings/LetterRow';
import type { LetterStep } from '../../bindings/LetterStep';
import { moscowMinute } from '../../shared/format';
import { complain } from '../../shared/notices';
import classes from './Files.module.css';

const STEPS: Record<LetterStep, { title: string; color: string }> = {
  waiting: { title: 'отправляется', color: 'orange' },
  sent: { title: 'отправлено', color: 'green' },
  failed: { title: 'не отправлено', color: 'red' },
};

/** Letters with files: what went, what waits, what was refused. */
export function Letters({ orderId, letters }: { orderId: string; letters: LetterRow[] }) {
  const retry = useCommand('retry_letter');
  if (letters.length === 0) {
    return null;
  }
  return (
    <section aria-label="Письма с файлами">
      <h3 className={classes.subhead}>Письма с файлами</h3>
      <ul className={classes.letters}>
        {letters.map((letter) => (
          <li key={letter.id} className={classes.letter}>
            <Badge color={STEPS[letter.step].color}>{STEPS[letter.step].title}</Badge>
            <div className={classes.grow}>
              <Text>
                {letter.to}: {letter.files.join(', ')}
              </Text>
              <Text size="xs" c="dimmed">
                {moscowMinute(letter.sent_at ?? letter.created_at)}, {letter.author}
              </Text>
              {letter.problem && (
                <Text size="sm" c="var(--mantine-color-error)">
                  {letter.problem}
                </Text>
              )}
            </div>
            {letter.step === 'failed' && (
              <Button
                size="xs"
                variant="default"
                loading={retry.isPending}
                onClick={() => retry.mutate({ order_id: orderId, id: letter.id }, { onError: complain })}
              >
                Отправить ещё раз
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
