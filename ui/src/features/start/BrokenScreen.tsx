import { queryClient } from '../../app/query';
import { CommandError } from '../../lib/backend/error';
import { Failure } from '../../shared/states';

/** The base cannot be opened: what happened and what to do. */
export function BrokenScreen({ title, advice }: { title: string; advice: string }) {
  return (
    <main>
      <Failure error={new CommandError('broken', title, advice)} onRetry={() => void queryClient.invalidateQueries()} />
    </main>
  );
}
