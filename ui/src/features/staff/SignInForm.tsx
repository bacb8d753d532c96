import { Anchor, Button, PasswordInput, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconLock, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommand, useCommandQuery } from '../../app/query';
import type { SignInPerson } from '../../bindings/SignInPerson';
import { role } from '../../shared/labels';
import { Failure, FailureNote, Waiting } from '../../shared/states';
import { ForgottenPin } from './ForgottenPin';
import classes from './SignIn.module.css';

interface Props {
  /** Who is asked for a PIN first. */
  first?: string | undefined;
}

/** «Кто работает?»: a name, then the PIN where one is set. */
export function SignInForm({ first }: Props) {
  const people = useCommandQuery('list_sign_in', {});
  const [chosen, setChosen] = useState<string | null>(first ?? null);
  const [isForgotten, setForgotten] = useState(false);
  const signIn = useCommand('sign_in');

  if (people.isPending) {
    return <Waiting />;
  }
  if (people.isError) {
    return <Failure error={people.error} onRetry={() => void people.refetch()} />;
  }
  const person = people.data.people.find(({ id }) => id === chosen);
  const choose = (next: SignInPerson) => {
    signIn.reset();
    setForgotten(false);
    if (next.has_pin) {
      setChosen(next.id);
    } else {
      signIn.mutate({ id: next.id, pin: null });
    }
  };
  if (person === undefined) {
    return (
      <Stack gap="xs">
        {signIn.error && <FailureNote error={signIn.error} />}
        {people.data.people.map((next) => (
          <UnstyledButton key={next.id} className={classes.person} onClick={() => choose(next)}>
            <IconUser size={22} stroke={1.5} />
            <span className={classes.name}>
              {next.name}
              <Text c="dimmed" size="xs">
                {role[next.role]}
              </Text>
            </span>
            {next.has_pin ? <IconLock size={18} stroke={1.5} aria-label="С PIN" /> : <IconChevronRight size={18} />}
          </UnstyledButton>
        ))}
      </Stack>
    );
  }
  if (isForgotten) {
    return <ForgottenPin person={person} onClose={() => setForgotten(false)} />;
  }
  return (
    <PinForm
      key={person.id}
      person={person}
      signIn={signIn}
      onOther={people.data.people.length > 1 ? () => setChosen(null) : undefined}
      onForgotten={() => setForgotten(true)}
    />
  );
}

interface PinProps {
  person: SignInPerson;
  signIn: ReturnType<typeof useCommand<'sign_in'>>;
  onOther: (() => void) | undefined;
  onForgotten: () => void;
}

function PinForm({ person, signIn, onOther, onForgotten }: PinProps) {
  const [pin, setPin] = useState('');
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    signIn.mutate({ id: person.id, pin: person.has_pin ? pin : null }, { onError: () => setPin('') });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <div>
          <Text fw={600} size="lg">
            {person.name}
          </Text>
          <Text c="dimmed">{role[person.role]}</Text>
        </div>
        {person.has_pin && (
          <PasswordInput
            label="PIN или пароль"
            autoFocus
            value={pin}
            onChange={(event) => setPin(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': 'Показать PIN' }}
          />
        )}
        {signIn.error && <FailureNote error={signIn.error} />}
        <Button type="submit" loading={signIn.isPending} disabled={person.has_pin && pin === ''}>
          Войти
        </Button>
        <div className={classes.links}>
          {onOther && (
            <Anchor component="button" type="button" onClick={onOther}>
              Другой сотрудник
            </Anchor>
          )}
          {person.has_pin && (
            <Anchor component="button" type="button" onClick={onForgotten}>
              Забыли PIN?
            </Anchor>
          )}
        </div>
      </Stack>
    </form>
  );
}
