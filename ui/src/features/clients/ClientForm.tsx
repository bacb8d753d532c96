import { Checkbox, SegmentedControl, Stack, TagsInput } from '@mantine/core';
import { useCommandQuery } from '../../app/query';
import type { Client } from '../../bindings/Client';
import type { CustomerKind } from '../../bindings/CustomerKind';
import { customerKind, gender, options } from '../../shared/labels';
import { Panel } from '../../shared/Panel';
import screen from '../../shared/Screen.module.css';
import { ChoiceField, CountryField, DayField, LongTextField, PhoneField, TextField } from '../order/fields';
import { NameFields } from '../order/NameFields';
import { OrganisationCustomer } from '../order/OrganisationCustomer';
import { ListFields } from './ListFields';

interface Props {
  client: Client;
  set: (patch: Partial<Client>) => void;
}

/** «Данные»: who the client is and how to reach them. */
export function ClientForm({ client, set }: Props) {
  const at = (key: keyof Client) => ({ anchor: `customer.${key}` });
  const tags = useCommandQuery('list_client_tags', {});
  const isPerson = client.kind === 'person';
  const become = (kind: CustomerKind) =>
    set({
      kind,
      organisation: {
        ...client.organisation,
        form: kind === 'entrepreneur' ? 'ИП' : client.organisation.form === 'ИП' ? '' : client.organisation.form,
      },
    });
  return (
    <Stack gap="lg">
      <Panel title={isPerson ? 'Личные данные' : 'Организация'}>
        <Stack gap="md">
          <SegmentedControl
            style={{ alignSelf: 'flex-start' }}
            aria-label="Кто клиент"
            data={options(customerKind)}
            value={client.kind}
            onChange={(kind) => become(kind as CustomerKind)}
          />
          {isPerson ? (
            <div className={screen.fields}>
              <NameFields anchor="customer" person={client} onChange={set} />
              <ChoiceField
                {...at('gender')}
                label="Пол"
                labels={gender}
                isClearable
                value={client.gender}
                onChange={(value) => set({ gender: value })}
              />
              <DayField
                {...at('birth_date')}
                label="Дата рождения"
                value={client.birth_date}
                onChange={(birth_date) => set({ birth_date })}
              />
              <CountryField
                {...at('citizenship')}
                label="Гражданство"
                value={client.citizenship}
                onChange={(citizenship) => set({ citizenship })}
              />
              <TextField
                {...at('last_name_latin')}
                label="Фамилия латиницей"
                hint="IVANOV"
                value={client.last_name_latin}
                onChange={(last_name_latin) => set({ last_name_latin })}
              />
              <TextField
                {...at('first_name_latin')}
                label="Имя латиницей"
                hint="IVAN"
                value={client.first_name_latin}
                onChange={(first_name_latin) => set({ first_name_latin })}
              />
              <TextField
                {...at('birth_place')}
                label="Место рождения"
                value={client.birth_place}
                onChange={(birth_place) => set({ birth_place })}
              />
              <TextField
                {...at('inn')}
                label="ИНН"
                hint="12 цифр, если нужен"
                value={client.inn}
                onChange={(inn) => set({ inn })}
              />
            </div>
          ) : (
            <OrganisationCustomer
              organisation={client.organisation}
              isEntrepreneur={client.kind === 'entrepreneur'}
              onChange={(organisation) => set({ organisation })}
            />
          )}
        </Stack>
      </Panel>
      <Panel title="Связь">
        <div className={screen.fields}>
          <ListFields
            anchor="customer.phones"
            values={client.phones}
            label="Телефон"
            another="Ещё телефон"
            hint="+7 900 123-45-67"
            field={PhoneField}
            onChange={(phones) => set({ phones })}
          />
          <ListFields
            anchor="customer.emails"
            values={client.emails}
            label="E-mail"
            another="Ещё e-mail"
            hint="name@mail.ru"
            field={TextField}
            onChange={(emails) => set({ emails })}
          />
          {isPerson && (
            <>
              <TextField
                {...at('registration_address')}
                label="Адрес регистрации"
                hint="Город, улица, дом, квартира"
                isFull
                value={client.registration_address}
                onChange={(registration_address) => set({ registration_address })}
              />
              <Checkbox
                className={screen.full}
                label="Живёт по адресу регистрации"
                checked={client.lives_at_registration}
                onChange={(event) => set({ lives_at_registration: event.currentTarget.checked })}
              />
              {!client.lives_at_registration && (
                <TextField
                  {...at('actual_address')}
                  label="Адрес фактического проживания"
                  isFull
                  value={client.actual_address}
                  onChange={(actual_address) => set({ actual_address })}
                />
              )}
            </>
          )}
        </div>
      </Panel>
      <Panel title="Для офиса">
        <Stack gap="md">
          <TagsInput
            label="Метки"
            placeholder={client.tags.length === 0 ? 'VIP, постоянный: напишите и нажмите Enter' : ''}
            data={tags.data?.tags ?? []}
            value={client.tags}
            onChange={(value) => set({ tags: value })}
          />
          <LongTextField
            {...at('notes')}
            label="Заметки"
            hint="Видны только вашему офису"
            value={client.notes}
            onChange={(notes) => set({ notes })}
          />
        </Stack>
      </Panel>
    </Stack>
  );
}
