import { Anchor, Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Mark } from '../../app/Mark';
import { type CommandRun, queryClient, queryKey, useCommand } from '../../app/query';
import type { LegalForm } from '../../bindings/LegalForm';
import { backend } from '../../lib/backend';
import { legalForm, options } from '../../shared/labels';
import { complain } from '../../shared/notices';
import screen from '../../shared/Screen.module.css';
import { emptyAgency } from '../agency/emptyAgency';
import { RestoreDialog } from '../data/RestoreDialog';
import { WorkProgress } from '../data/WorkProgress';
import classes from './Start.module.css';

interface Props {
  /** Makes the own agency; owned by who outlives this screen. */
  creation: CommandRun<'create_office'>;
  /** Makes it of an export; owned likewise. */
  arrival: CommandRun<'import_base'>;
}

/** The first start: try it on the demo agency or set up an own one. */
export function WelcomeScreen({ creation, arrival }: Props) {
  const [isOwn, setOwn] = useState(false);
  return (
    <main className={classes.page}>
      <header className={classes.head}>
        <Mark size={56} />
        <h1 className={screen.title}>ТурОфис Десктоп</h1>
        <Text c="dimmed" maw={560}>
          Заявка, договор с печатью и подпись туриста кодом из СМС, не выходя из программы.
        </Text>
      </header>
      {isOwn ? (
        <OwnAgency onBack={() => setOwn(false)} creation={creation} />
      ) : (
        <>
          <Choices onOwn={() => setOwn(true)} />
          <Arrival arrival={arrival} />
        </>
      )}
    </main>
  );
}

function Choices({ onOwn }: { onOwn: () => void }) {
  const demo = useCommand('start_demo');
  const startDemo = () =>
    demo.mutate(
      {},
      {
        onSuccess: () => void queryClient.invalidateQueries({ queryKey: queryKey('get_start', {}) }),
        onError: complain,
      },
    );
  return (
    <div className={classes.choices}>
      <section className={classes.choice} data-main>
        <h2>Посмотреть, как это работает</h2>
        <p>
          Демо-агентство с готовой заявкой 6083-1234. Весь путь до подписанного договора без регистрации и интернета:
          письма и СМС читаются здесь же.
        </p>
        <Button variant="white" onClick={startDemo} loading={demo.isPending}>
          Попробовать на демо-агентстве
        </Button>
      </section>
      <section className={classes.choice}>
        <h2>Начать работать</h2>
        <p>
          Реквизиты, печать и подпись, почта и СМС-сервис вашего агентства. Можно прерваться и продолжить в любой
          момент.
        </p>
        <Button onClick={onOwn}>Настроить своё агентство</Button>
      </section>
    </div>
  );
}

/** Data from another computer: an export, or a copy with its recovery key. */
function Arrival({ arrival }: Pick<Props, 'arrival'>) {
  const [copy, setCopy] = useState<string | null>(null);
  const importFile = async () => {
    const path = await backend.choosePath('file', '');
    if (path !== null) {
      arrival.mutate({ path }, { onError: (error) => error.code !== 'stopped' && complain(error) });
    }
  };
  if (arrival.isPending) {
    return (
      <div className={classes.card}>
        <WorkProgress work="import" text="Файл проверяется и загружается" />
      </div>
    );
  }
  return (
    <Text c="dimmed">
      Переезжаете с другого компьютера?{' '}
      <Anchor component="button" type="button" onClick={() => void importFile()}>
        Загрузите выгрузку
      </Anchor>{' '}
      или{' '}
      <Anchor component="button" type="button" onClick={() => void backend.choosePath('folder', '').then(setCopy)}>
        восстановите копию
      </Anchor>
      {copy !== null && (
        <RestoreDialog copy={{ place: 'elsewhere', path: copy }} copies={[]} onClose={() => setCopy(null)} />
      )}
    </Text>
  );
}

function OwnAgency({ onBack, creation }: Pick<Props, 'creation'> & { onBack: () => void }) {
  const [form, setForm] = useState<LegalForm>('organisation');
  const [name, setName] = useState('');
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    creation.mutate(
      { agency: { ...emptyAgency, form, short_name: name.trim() } },
      {
        onSuccess: () => void queryClient.invalidateQueries({ queryKey: queryKey('get_start', {}) }),
        onError: complain,
      },
    );
  };
  return (
    <form className={classes.card} onSubmit={submit}>
      <Stack gap="lg">
        <Radio.Group label="Кто вы" value={form} onChange={(value) => setForm(value as LegalForm)}>
          <Stack gap="xs" mt="xs">
            {options(legalForm).map(({ value, label }) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput
          label="Сокращённое наименование"
          description="Как в договорах"
          placeholder={form === 'organisation' ? 'ООО «Ромашка»' : 'ИП Иванова И. И.'}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="space-between">
          <Button variant="subtle" onClick={onBack}>
            Назад
          </Button>
          <Button type="submit" loading={creation.isPending} disabled={name.trim() === ''}>
            Создать базу агентства
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
