import type { ReactNode } from 'react';
import classes from './Screen.module.css';

interface Props {
  title: string;
  /** Id of the panel, to be scrolled to. */
  id?: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** A titled block of a page. */
export function Panel({ title, id, actions, children }: Props) {
  return (
    <section className={classes.panel} aria-label={title} data-block={id}>
      <header className={classes.panelHead}>
        <h2 className={classes.panelTitle}>{title}</h2>
        {actions}
      </header>
      <div className={classes.panelBody}>{children}</div>
    </section>
  );
}
