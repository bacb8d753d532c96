import type { DocumentKind } from '../../bindings/DocumentKind';
import type { IdentityDocument } from '../../bindings/IdentityDocument';
import { documentKind } from '../../shared/labels';
import { ChoiceField, DayField, TextField } from './fields';

interface Props {
  /** Path of the document: `customer.document`. */
  anchor: string;
  document: IdentityDocument;
  onChange: (document: IdentityDocument) => void;
}

interface Form {
  /** How the series looks; none where the document has no series. */
  series?: string;
  /** How the number looks. */
  number: string;
  hasCode?: boolean;
  expires?: boolean;
}

/** What each document has, and how it looks. */
const FORMS: Record<DocumentKind, Form> = {
  russian_passport: { series: '45 08', number: '123456', hasCode: true },
  travel_passport: { series: '75', number: '1234567', expires: true },
  birth_certificate: { series: 'II-МЮ', number: '123456' },
  foreign_passport: { number: 'AB1234567', expires: true },
  residence_permit: { series: '82', number: '1234567', expires: true },
  other: { series: '', number: '', expires: true },
};

/** Fields of an identity document, as far as its kind has them; what is filled never hides. */
export function DocumentFields({ anchor, document, onChange }: Props) {
  const set = (patch: Partial<IdentityDocument>) => onChange({ ...document, ...patch });
  const at = (key: keyof IdentityDocument) => ({ anchor: `${anchor}.${key}` });
  const form = FORMS[document.kind];
  return (
    <>
      <ChoiceField
        {...at('kind')}
        label="Документ"
        labels={documentKind}
        value={document.kind}
        onChange={(kind) => kind && set({ kind })}
      />
      {(form.series !== undefined || document.series !== '') && (
        <TextField
          {...at('series')}
          label="Серия"
          hint={form.series ?? ''}
          value={document.series}
          onChange={(series) => set({ series })}
        />
      )}
      <TextField
        {...at('number')}
        label="Номер"
        hint={form.number}
        value={document.number}
        onChange={(number) => set({ number })}
      />
      <DayField
        {...at('issued_on')}
        label="Дата выдачи"
        value={document.issued_on}
        onChange={(issued_on) => set({ issued_on })}
      />
      <TextField
        {...at('issued_by')}
        label="Кем выдан"
        isWide
        value={document.issued_by}
        onChange={(issued_by) => set({ issued_by })}
      />
      {(form.hasCode || document.department_code !== '') && (
        <TextField
          {...at('department_code')}
          label="Код подразделения"
          hint="770-001"
          value={document.department_code}
          onChange={(department_code) => set({ department_code })}
        />
      )}
      {(form.expires || document.expires_on !== null) && (
        <DayField
          {...at('expires_on')}
          label="Действителен до"
          value={document.expires_on}
          onChange={(expires_on) => set({ expires_on })}
        />
      )}
    </>
  );
}
