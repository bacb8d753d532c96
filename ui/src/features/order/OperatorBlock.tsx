import { Alert, Anchor, Button, Group, Select, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useCommandQuery } from '../../app/query';
import type { TourOperator } from '../../bindings/TourOperator';
import { Panel } from '../../shared/Panel';
import { Star } from '../../shared/Star';
import { ComparisonDialog } from '../operators/ComparisonDialog';
import { useIssue } from './issues';
import { same } from './merge';
import { OperatorFacts } from './OperatorFacts';
import { OperatorForm } from './OperatorForm';
import classes from './Order.module.css';
import type { Edit } from './useOrderDraft';

interface Props {
  operator: TourOperator | null;
  isEditing: boolean;
  onEditing: (isEditing: boolean) => void;
  edit: Edit;
}

/** «Туроператор»: chosen from the directory; the order keeps its own copy. */
export const OperatorBlock = memo(function OperatorBlock({ operator, isEditing, onEditing, edit }: Props) {
  const directory = useCommandQuery('list_operators', {});
  const [isComparing, setComparing] = useState(false);
  const operators = directory.data?.operators ?? [];
  const issue = useIssue('operator', operator);
  const choose = (id: string | null) => {
    const chosen = operators.find((item) => item.id === id);
    if (chosen) {
      edit('operator', () => chosen);
    }
  };
  const known = operators.find(({ id }) => id === operator?.id);
  const names = operators.map(({ id, short_name, full_name }) => ({ value: id, label: short_name || full_name }));
  if (operator && !known) {
    names.unshift({ value: operator.id, label: operator.short_name || operator.full_name });
  }
  return (
    <Panel
      title="Туроператор"
      id="operator"
      actions={
        operator && (
          <Anchor
            component="button"
            type="button"
            fw={500}
            aria-expanded={isEditing}
            onClick={() => onEditing(!isEditing)}
          >
            {isEditing ? 'Свернуть' : 'Изменить в этой заявке'}
          </Anchor>
        )
      }
    >
      <Select
        label={
          <span className={classes.starred}>
            Выбран из справочника {issue && <Star level={issue.level} size={12} isDecorative />}
          </span>
        }
        data-anchor={operator ? undefined : 'operator'}
        placeholder={directory.isSuccess && operators.length === 0 ? 'Справочник пуст' : 'Выберите туроператора'}
        data={names}
        value={operator?.id ?? null}
        onChange={choose}
        searchable
        maw={460}
      />
      {operator && known && !same(known, operator) && (
        <Alert color="orange" icon={<IconRefresh size={18} />} mt="md" title="В справочнике другие данные туроператора">
          <Group justify="space-between" gap="sm">
            <span>Заявка хранит копию на день выбора. Посмотрите, что изменилось, и обновите её, если нужно.</span>
            <Button size="xs" variant="default" onClick={() => setComparing(true)}>
              Сравнить и обновить
            </Button>
          </Group>
        </Alert>
      )}
      {operator &&
        (isEditing ? (
          <>
            <Text size="sm" c="dimmed" my="md">
              Меняется только копия в этой заявке, справочник остаётся прежним.
            </Text>
            <OperatorForm
              operator={operator}
              onChange={(change) => edit('operator', (value) => value && change(value))}
            />
          </>
        ) : (
          <OperatorFacts operator={operator} />
        ))}
      {operator && isComparing && (
        <ComparisonDialog
          operator={operator}
          onRenew={(current) => edit('operator', () => current)}
          onClose={() => setComparing(false)}
        />
      )}
    </Panel>
  );
});
