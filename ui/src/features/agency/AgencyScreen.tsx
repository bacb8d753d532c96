import { Alert, Stack, Text } from '@mantine/core';
import { NO_RIGHT, useRight } from '../../app/me';
import { useCommandQuery } from '../../app/query';
import screen from '../../shared/Screen.module.css';
import { Failure, Waiting } from '../../shared/states';
import { AgencyPanel } from './AgencyPanel';
import { ImagesPanel } from './ImagesPanel';

/** «Реквизиты, печать и подпись». */
export function AgencyScreen({ field }: { field?: string | undefined }) {
  const agency = useCommandQuery('get_agency', {});
  const mayEdit = useRight('integrations');
  if (agency.isPending) {
    return <Waiting />;
  }
  if (agency.isError) {
    return <Failure error={agency.error} onRetry={() => void agency.refetch()} />;
  }
  return (
    <div className={screen.page}>
      <h1 className={screen.title}>Реквизиты, печать и подпись</h1>
      <Text c="dimmed" mb="lg">
        Печатаются в каждом договоре. Уже подписанные договоры не меняются.
      </Text>
      {!mayEdit && <Alert mb="lg">{NO_RIGHT}</Alert>}
      <fieldset disabled={!mayEdit} className={screen.fieldset}>
        <Stack gap="lg">
          <ImagesPanel />
          <AgencyPanel details={agency.data} field={field} />
        </Stack>
      </fieldset>
    </div>
  );
}
