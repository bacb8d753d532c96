import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { queryClient, queryKey, useCommand } from '../../app/query';
import type { Agency } from '../../bindings/Agency';
import type { AgencyDetails } from '../../bindings/AgencyDetails';
import type { LegalForm } from '../../bindings/LegalForm';
import { focusAnchor } from '../../shared/anchors';
import { legalForm, options } from '../../shared/labels';
import { complain, tell } from '../../shared/notices';
import { Panel } from '../../shared/Panel';
import screen from '../../shared/Screen.module.css';
import { Star } from '../../shared/Star';

type TextKey = Exclude<keyof Agency, 'form'>;

interface Props {
  details: AgencyDetails;
  /** Field to be opened: `agency.inn`. */
  field?: string | undefined;
}

/** «Реквизиты агентства» with what is wrong in them. */
export function AgencyPanel({ details, field }: Props) {
  const [agency, setAgency] = useState(details.agency);
  const save = useCommand('save_agency');
  const saveQuietly = useCommand('save_agency');
  const check = details.check;
  const isEntrepreneur = agency.form === 'entrepreneur';
  const isChanged = JSON.stringify(agency) !== JSON.stringify(details.agency);

  useEffect(() => {
    if (field !== undefined) {
      focusAnchor(field);
    }
  }, [field]);

  const text = (key: TextKey, label: string, extra: { wide?: boolean; hint?: string } = {}): ReactNode => {
    const row = check.find(({ anchor }) => anchor === `agency.${key}`);
    const isSaved = agency[key] === details.agency[key];
    const isEmpty = agency[key].trim() === '';
    return (
      <TextInput
        className={extra.wide ? screen.wide : undefined}
        data-anchor={`agency.${key}`}
        label={label}
        placeholder={extra.hint}
        value={agency[key]}
        onChange={(event) => setAgency({ ...agency, [key]: event.currentTarget.value })}
        rightSection={row && isEmpty ? <Star level={row.level} /> : null}
        error={row && isSaved && !isEmpty ? row.reason : null}
      />
    );
  };

  // the core's answer with its check shows beside the field as soon as it is left, and nothing typed is lost
  const saveOnLeaving = () => {
    if (isChanged) {
      saveQuietly.mutate({ agency }, { onSuccess: keep, onError: complain });
    }
  };

  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    save.mutate(
      { agency },
      {
        onSuccess: (saved) => {
          keep(saved);
          tell('Реквизиты сохранены');
        },
        onError: complain,
      },
    );
  };

  return (
    <form onSubmit={submit} onBlur={saveOnLeaving}>
      <Panel
        title="Реквизиты агентства"
        actions={
          <Button type="submit" leftSection={<IconCheck size={18} />} disabled={!isChanged} loading={save.isPending}>
            Сохранить
          </Button>
        }
      >
        <div className={screen.fields}>
          <SegmentedControl
            className={screen.full}
            aria-label="Форма"
            data={options(legalForm)}
            value={agency.form}
            onChange={(value) => setAgency({ ...agency, form: value as LegalForm })}
          />
          {text('full_name', 'Полное наименование', { wide: true })}
          {text('short_name', 'Сокращённое наименование', {
            hint: isEntrepreneur ? 'ИП Иванова И. И.' : 'ООО «Ромашка»',
          })}
          {text('registry_number', 'Номер в реестре турагентов', { hint: 'РТА 0049975' })}
          {text('city', 'Город')}
          {text('address', 'Местонахождение', { wide: true })}
          {text('post_address', 'Почтовый адрес', { wide: true })}
          {text('inn', 'ИНН', { hint: isEntrepreneur ? '12 цифр' : '10 цифр' })}
          {!isEntrepreneur && text('kpp', 'КПП', { hint: '9 знаков' })}
          {text('ogrn', isEntrepreneur ? 'ОГРНИП' : 'ОГРН', { hint: isEntrepreneur ? '15 цифр' : '13 цифр' })}
          <h3 className={screen.subhead}>Банк</h3>
          {text('account', 'Расчётный счёт', { hint: '20 цифр' })}
          {text('bik', 'БИК', { hint: '9 цифр' })}
          {text('bank', 'Банк')}
          {text('correspondent_account', 'Корреспондентский счёт', { hint: '20 цифр' })}
          <h3 className={screen.subhead}>Контакты</h3>
          {text('phone', 'Телефон')}
          {text('email', 'E-mail')}
          {text('site', 'Сайт')}
          <h3 className={screen.subhead}>Кто подписывает договоры</h3>
          {text('signer_name', 'ФИО', { hint: 'Иванова Ирина Ивановна' })}
          {text('signer_name_genitive', 'ФИО в родительном падеже', { hint: 'Ивановой Ирины Ивановны' })}
          {text('signer_position', 'Должность', { hint: 'директор' })}
          {text('signer_position_genitive', 'Должность в родительном падеже', { hint: 'директора' })}
          {text('signer_basis', 'Действует на основании', { hint: isEntrepreneur ? 'ОГРНИП' : 'Устава' })}
        </div>
      </Panel>
    </form>
  );
}

function keep(details: AgencyDetails): void {
  queryClient.setQueryData(queryKey('get_agency', {}), details);
}
