import { Button, Text } from '@mantine/core';
import { Mark } from '../../app/Mark';
import { useCommand } from '../../app/query';
import { complain } from '../../shared/notices';
import screen from '../../shared/Screen.module.css';
import classes from './SignIn.module.css';
import { SignInForm } from './SignInForm';

/** «Кто работает?», before anything of the agency is shown. */
export function SignInScreen({ agencyName, isDemo }: { agencyName: string; isDemo: boolean }) {
  const leave = useCommand('leave_demo');
  return (
    <main className={classes.page}>
      <header className={classes.head}>
        <Mark size={52} />
        <h1 className={screen.title}>Кто работает?</h1>
        <Text c="dimmed">{agencyName}</Text>
      </header>
      <section className={classes.card} aria-label="Вход">
        <SignInForm />
      </section>
      {isDemo && (
        <Button variant="subtle" onClick={() => leave.mutate({}, { onError: complain })}>
          Выйти из учебного режима
        </Button>
      )}
    </main>
  );
}
