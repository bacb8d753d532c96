import { Text } from '@mantine/core';
import { useCommandQuery } from '../../app/query';
import type { OpenStart } from '../../app/Shell';
import type { Me } from '../../bindings/Me';
import screen from '../../shared/Screen.module.css';
import { Failure, Waiting } from '../../shared/states';
import { CopiesPanel } from './CopiesPanel';
import classes from './Data.module.css';
import { MovePanel } from './MovePanel';
import { RecoveryKeyPanel } from './RecoveryKeyPanel';
import { StatePanel } from './StatePanel';

/** «Данные и копии». */
export function DataScreen({ start, me }: { start: OpenStart; me: Me }) {
  const isHead = me.role === 'head';
  const data = useCommandQuery('get_data', {});
  if (data.isPending) {
    return <Waiting />;
  }
  if (data.isError) {
    return <Failure error={data.error} onRetry={() => void data.refetch()} />;
  }
  return (
    <div className={`${screen.page} ${classes.page}`}>
      <div>
        <h1 className={screen.title}>Данные и копии</h1>
        <Text c="dimmed">
          База хранится на этом компьютере в зашифрованном виде. Копии зашифрованы тем же ключом, что и база.
        </Text>
      </div>
      <StatePanel data={data.data} />
      <CopiesPanel data={data.data} isHead={isHead} />
      <MovePanel data={data.data} mayExport={isHead || me.rights.export} mayImport={isHead} />
      {start.mode === 'office' && isHead && <RecoveryKeyPanel />}
    </div>
  );
}
