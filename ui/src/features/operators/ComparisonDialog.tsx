import { Button, Group, Modal, ScrollArea, Stack, Text } from '@mantine/core';
import { useCommandQuery } from '../../app/query';
import type { TourOperator } from '../../bindings/TourOperator';
import { Failure, Waiting } from '../../shared/states';
import { Changes } from './Changes';

interface Props {
  /** The order's copy as it is on the screen. */
  operator: TourOperator;
  onRenew: (current: TourOperator) => void;
  onClose: () => void;
}

/** What differs between an order's copy of its operator and the directory, and the way to renew it. */
export function ComparisonDialog({ operator, onRenew, onClose }: Props) {
  const comparison = useCommandQuery('compare_operator', { operator });
  return (
    <Modal
      opened
      onClose={onClose}
      size={820}
      title="Отличия от справочника"
      closeButtonProps={{ 'aria-label': 'Закрыть окно' }}
    >
      {comparison.isPending ? (
        <Waiting />
      ) : comparison.isError ? (
        <Failure error={comparison.error} onRetry={() => void comparison.refetch()} />
      ) : (
        <Stack>
          {comparison.data.current === null ? (
            <Text>Этого туроператора больше нет в справочнике: заявка хранит свою копию.</Text>
          ) : comparison.data.differences.length === 0 ? (
            <Text>Отличий нет.</Text>
          ) : (
            <ScrollArea.Autosize mah={460}>
              <Changes changes={comparison.data.differences} before="В заявке" after="В справочнике" />
            </ScrollArea.Autosize>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="subtle" onClick={onClose}>
              Оставить как есть
            </Button>
            {comparison.data.current && comparison.data.differences.length > 0 && (
              <Button
                data-autofocus
                onClick={() => {
                  if (comparison.data.current) {
                    onRenew(comparison.data.current);
                  }
                  onClose();
                }}
              >
                Обновить в заявке
              </Button>
            )}
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
