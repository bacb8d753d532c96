import type { Organisation } from '../../bindings/Organisation';
import screen from '../../shared/Screen.module.css';
import { PhoneField, SuggestField, TextField } from './fields';

interface Props {
  organisation: Organisation;
  /** An entrepreneur has neither КПП nor a position to sign in. */
  isEntrepreneur: boolean;
  onChange: (organisation: Organisation) => void;
}

/** The customer as an organisation or an entrepreneur: requisites, bank, signer. */
export function OrganisationCustomer({ organisation, isEntrepreneur, onChange }: Props) {
  const set = (patch: Partial<Organisation>) => onChange({ ...organisation, ...patch });
  const text = (key: keyof Organisation, label: string, more: { hint?: string; isWide?: boolean } = {}) => (
    <TextField
      anchor={`customer.organisation.${key}`}
      label={label}
      {...more}
      value={organisation[key]}
      onChange={(value) => set({ [key]: value })}
    />
  );
  return (
    <div className={screen.fields}>
      <SuggestField
        anchor="customer.organisation.form"
        label="Форма"
        suggestions={isEntrepreneur ? ['ИП'] : ['ООО', 'АО', 'ПАО', 'АНО', 'ФГУП', 'МУП']}
        value={organisation.form}
        onChange={(form) => set({ form })}
      />
      {text('full_name', 'Полное наименование', { isWide: true })}
      {text('short_name', 'Сокращённое наименование', { isWide: true })}
      {text('inn', 'ИНН', { hint: isEntrepreneur ? '12 цифр' : '10 цифр' })}
      {!isEntrepreneur && text('kpp', 'КПП', { hint: '9 знаков' })}
      {text('ogrn', isEntrepreneur ? 'ОГРНИП' : 'ОГРН', { hint: isEntrepreneur ? '15 цифр' : '13 цифр' })}
      {text('legal_address', isEntrepreneur ? 'Адрес регистрации' : 'Юридический адрес', { isWide: true })}
      {text('post_address', 'Почтовый адрес', { isWide: true, hint: 'Если отличается' })}
      <h3 className={screen.subhead}>Банк</h3>
      {text('bik', 'БИК', { hint: '9 цифр' })}
      {text('account', 'Расчётный счёт', { hint: '20 цифр' })}
      {text('correspondent_account', 'Корреспондентский счёт', { hint: '20 цифр' })}
      {text('bank', 'Банк', { isWide: true })}
      <h3 className={screen.subhead}>Кто подписывает договор</h3>
      {text('signer_name', 'ФИО подписанта', { isWide: true, hint: 'Иванов Иван Иванович' })}
      {text('signer_name_genitive', 'ФИО в родительном падеже', { isWide: true, hint: 'Иванова Ивана Ивановича' })}
      {!isEntrepreneur && text('signer_position', 'Должность', { hint: 'Генеральный директор' })}
      {!isEntrepreneur &&
        text('signer_position_genitive', 'Должность в родительном падеже', {
          isWide: true,
          hint: 'генерального директора',
        })}
      {text('signer_basis', 'Действует на основании', {
        hint: isEntrepreneur ? 'ОГРНИП' : 'Устава',
      })}
      <PhoneField
        anchor="customer.organisation.signer_phone"
        label="Телефон подписанта"
        isWide
        hint="Личный: на него придёт код"
        value={organisation.signer_phone}
        onChange={(signer_phone) => set({ signer_phone })}
      />
      {text('signer_email', 'E-mail подписанта', { isWide: true, hint: 'На него придёт ссылка' })}
    </div>
  );
}
