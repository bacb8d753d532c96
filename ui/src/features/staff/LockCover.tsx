import { Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { Me } from '../../bindings/Me';
import screen from '../../shared/Screen.module.css';
import classes from './SignIn.module.css';
import { SignInForm } from './SignInForm';

/**
 * Covers the window until the PIN. Nothing under it is taken away, so what was typed stays; as a modal dialog it
 * also keeps the keyboard and screen readers out of what it covers.
 */
export function LockCover({ agencyName, who }: { agencyName: string; who: Me }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const cover = dialog.current;
    cover?.showModal();
    return () => cover?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={classes.cover}
      aria-label="Программа заблокирована"
      onCancel={(event) => event.preventDefault()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div className={classes.page}>
        <header className={classes.head}>
          <Text c="sea.5" component="span" lh={0}>
            <IconLock size={44} stroke={1.25} />
          </Text>
          <h1 className={screen.title}>Программа заблокирована</h1>
          <Text c="dimmed">{agencyName}. Введённое на экране сохранится.</Text>
        </header>
        <section className={classes.card} aria-label="Вход">
          <SignInForm first={who.id} />
        </section>
      </div>
    </dialog>
  );
}
