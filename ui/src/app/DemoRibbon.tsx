import { UnstyledButton } from '@mantine/core';
import type { DemoLinks } from '../bindings/DemoLinks';
import { backend } from '../lib/backend';
import { CommandError } from '../lib/backend/error';
import { complain } from '../shared/notices';
import classes from './Shell.module.css';

/** Says that nothing leaves this computer, and opens the tourist's mailbox and phone. */
export function DemoRibbon({ links }: { links: DemoLinks }) {
  const open = (url: string) => void backend.openUrl(url).catch((error) => complain(CommandError.from(error)));
  return (
    <section className={classes.ribbon} aria-label="Учебный режим">
      <span>Учебный режим: письма и СМС никуда не уходят</span>
      <UnstyledButton onClick={() => open(links.mail_url)}>Почта туриста</UnstyledButton>
      <UnstyledButton onClick={() => open(links.phone_url)}>Телефон туриста</UnstyledButton>
    </section>
  );
}
