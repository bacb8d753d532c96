import type { IdentityDocument } from '../../bindings/IdentityDocument';
import { documentKind } from '../../shared/labels';
import { ChoiceField, DayField, TextField } from './fields';

interface Props {
  /** Path of the document: `customer.document`. */
  anchor: string;
  document: IdentityDocument;
  onChange: (document: IdentityDocument) => void;
}

/** Fields of an identity document, as far as its kind has them. */
export function DocumentFields({ anchor, document, onChange }: Props) {
  const set = (patch: Partial<IdentityDocument>) => onChange({ ...document, ...patch });
  const at = (key: keyof IdentityDocument) => ({ anchor: `${anchor}.${key}` });
  const { kind } = document;
  const expires = kind !== 'russian_passport' && kind !== 'birth_certificate';
  return (
    <>
      <ChoiceField
        {...at('kind')}
        label="Документ"
        labels={documentKind}
        value={kind}
        onChange={(value) => value && set({ kind: value })}
      />
      <TextField {...at('series')} label="Серия" value={document.series} onChange={(series) => set({ series })} />
      <TextField {...at('number')} label="Номер" value={document.number} onChange={(number) => set({ number })} />
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
      {kind === 'russian_passport' && (
        <TextField
          {...at('department_code')}
          label="Код подразделения"
          hint="770-001"
          value={document.department_code}
          onChange={(department_code) => set({ department_code })}
        />
      )}
      {expires && (
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
