import {
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect } from 'react';
import type { AppEvent } from '../bindings/AppEvent';
import type { Tag } from '../bindings/Tag';
import { backend, type CommandName, type QueryName, type Request, type Response } from '../lib/backend';
import type { CommandError } from '../lib/backend/error';
import { askAgain, unlocked } from './unlocked';

/** What has to change for an answer to be asked for again. */
const TAGS: Record<QueryName, Tag[]> = {
  get_start: ['start'],
  get_recovery_key: [],
  get_data: ['data', 'start'],
  list_sign_in: ['start', 'staff'],
  list_staff: ['staff'],
  list_audit: ['audit'],
  check_audit: [],
  list_orders: ['orders', 'staff'],
  count_orders: ['orders', 'staff'],
  list_order_values: ['orders', 'staff'],
  find: ['orders', 'clients', 'staff'],
  get_view: ['staff'],
  get_order: ['orders', 'agency'],
  check_contract: ['orders', 'agency'],
  check_draft: ['agency'],
  list_versions: ['orders'],
  get_version: ['orders'],
  get_signing_dialog: ['orders', 'agency', 'integrations'],
  preview_contract: ['orders', 'agency'],
  preview_page: [],
  read_file: [],
  list_files: ['files', 'orders'],
  zip_files: [],
  preview_file: [],
  preview_file_page: [],
  get_file_letter: ['files', 'orders', 'agency'],
  read_evidence: ['orders'],
  list_clients: ['clients'],
  list_client_tags: ['clients'],
  get_client: ['clients', 'orders', 'sms_history', 'staff'],
  list_client_duplicates: ['clients'],
  client_for_order: ['clients'],
  list_column_meanings: [],
  list_client_imports: ['clients'],
  list_operators: ['operators'],
  list_directory: ['operators', 'orders'],
  get_operator: ['operators', 'orders'],
  compare_operator: ['operators'],
  list_payments: ['money', 'orders'],
  get_finance: ['money', 'orders'],
  get_finance_choices: ['orders'],
  list_finance_payments: ['money', 'orders'],
  list_debts: ['money', 'orders'],
  list_commission: ['money', 'orders'],
  get_today: ['money', 'orders', 'operators', 'sms_history', 'clients'],
  get_agency: ['agency'],
  get_images: ['agency'],
  get_integration_steps: ['agency', 'integrations', 'orders'],
  get_sms_settings: ['integrations'],
  check_sms: [],
  get_mail_settings: ['integrations'],
  list_sms_history: ['sms_history'],
};

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

export function queryKey<C extends QueryName>(command: C, request: Request<C>) {
  return [command, request] as const;
}

export function queryOptions<C extends QueryName>(command: C, request: Request<C>) {
  return {
    queryKey: queryKey(command, request),
    queryFn: (): Promise<Response<C>> => unlocked(() => backend.call(command, request)),
  };
}

/** The answer of a query command, kept until one of its tags is stale. */
export function useCommandQuery<C extends QueryName>(
  command: C,
  request: Request<C>,
): UseQueryResult<Response<C>, CommandError> {
  return useQuery<Response<C>, CommandError>(queryOptions(command, request));
}

/** A command on its way, with its answer. */
export type CommandRun<C extends CommandName> = UseMutationResult<Response<C>, CommandError, Request<C>>;

/** A command that changes something. What became stale comes as an event. */
export function useCommand<C extends CommandName>(command: C): CommandRun<C> {
  return useMutation<Response<C>, CommandError, Request<C>>({
    mutationFn: (request) => backend.call(command, request),
  });
}

/** Keeps every screen fresh while the window is open. */
export function useLiveData(onEvent: (event: AppEvent) => void): void {
  const client = useQueryClient();
  useEffect(
    () =>
      backend.onEvent((event) => {
        if (event.event === 'stale') {
          void refresh(client, event.tags);
        }
        onEvent(event);
      }),
    [client, onEvent],
  );
}

/** Tells one base and person from another, and from none. */
function openBase(client: QueryClient): string | undefined {
  const start = client.getQueryData<Response<'get_start'>>(queryKey('get_start', {}));
  return start?.state === 'open' ? `${start.data_folder} ${start.who?.id}` : start?.state;
}

async function refresh(client: QueryClient, tags: Tag[]): Promise<void> {
  if (tags.includes('start')) {
    const before = openBase(client);
    await client.invalidateQueries({ queryKey: ['get_start'] });
    askAgain();
    if (openBase(client) !== before) {
      // first the screen that fits the other base or person, then nothing of the old one
      await client.resetQueries({ predicate: ({ queryKey: [command] }) => command !== 'get_start' });
      return;
    }
  }
  await client.invalidateQueries({
    predicate: ({ queryKey: [command] }) => (TAGS[command as QueryName] ?? []).some((tag) => tags.includes(tag)),
  });
}
