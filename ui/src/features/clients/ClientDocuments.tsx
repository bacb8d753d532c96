import { Button, Group } from '@mantine/core';
import { IconId, IconPlus } from '@tabler/icons-react';
import type { IdentityDocument } from '../../bindings/IdentityDocument';
import { Panel } from '../../shared/Panel';
import screen from '../../shared/Screen.module.css';
import { Empty } from '../../shared/states';
import { DocumentFields } from '../order/DocumentFields';
import { emptyDocument } from '../order/empty';
import classes from './Clients.module.css';

interface Props {
  documents: IdentityDocument[];
  onChange: (documents: IdentityDocument[]) => void;
}

/** «Документы»: an order takes the one that fits the trip. */
export function ClientDocuments({ documents, onChange }: Props) {
  const add = () => {
    const hasPassport = documents.some(({ kind }) => kind === 'russian_passport');
    onChange([...documents, { ...emptyDocument, kind: hasPassport ? 'travel_passport' : 'russian_passport' }]);
  };
  const addButton = (
    <Button variant="light" size="compact-sm" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={add}>
      Добавить документ
    </Button>
  );
  return (
    <Panel title="Документы" actions={documents.length > 0 && addButton}>
      {documents.length === 0 && (
        <Empty icon={<IconId size={40} stroke={1.25} />} title="Документов нет" action={addButton}>
          Паспорт РФ попадёт в договор, загранпаспорт — в поездку за границу.
        </Empty>
      )}
      {documents.map((document, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a document has no identity but its place
        <div key={index} className={classes.document}>
          <div className={screen.fields}>
            <DocumentFields
              anchor={`customer.documents.${index}`}
              document={document}
              onChange={(changed) => onChange(documents.with(index, changed))}
            />
          </div>
          <Group justify="flex-end" mt="xs">
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              onClick={() => onChange(documents.toSpliced(index, 1))}
            >
              Убрать документ
            </Button>
          </Group>
        </div>
      ))}
    </Panel>
  );
}
