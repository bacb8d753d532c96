import type { Me } from '../bindings/Me';
import type { Rights } from '../bindings/Rights';
import { useCommandQuery } from './query';

/** Who works now; nobody on the screens before that. */
function useMe(): Me | null {
  const start = useCommandQuery('get_start', {});
  return start.data?.state === 'open' ? start.data.who : null;
}

/** Whether the person may do something. The core asks the same again. */
export function useRight(right: keyof Rights): boolean {
  return useMe()?.rights[right] ?? false;
}

/** What to say beside something the person may not do. */
export const NO_RIGHT = 'Недостаточно прав. Права даёт руководитель: «Сотрудники и офисы».';
