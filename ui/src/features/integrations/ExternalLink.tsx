import { Anchor } from '@mantine/core';
import { backend } from '../../lib/backend';
import { CommandError } from '../../lib/backend/error';
import { complain } from '../../shared/notices';

/** A link to a site, opened in the browser of the system. */
export function ExternalLink({ href, children }: { href: string; children: string }) {
  return (
    <Anchor
      href={href}
      underline="always"
      c="sea.8"
      onClick={(event) => {
        event.preventDefault();
        void backend.openUrl(href).catch((error) => complain(CommandError.from(error)));
      }}
    >
      {children}
    </Anchor>
  );
}
