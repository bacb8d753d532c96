import { useCallback, useEffect, useRef, useState } from 'react';
import { queryClient, queryKey, queryOptions, useCommand } from '../../app/query';
import type { Order } from '../../bindings/Order';
import type { OrderDetails } from '../../bindings/OrderDetails';
import type { CommandError } from '../../lib/backend/error';
import { complain, tell } from '../../shared/notices';
import { cleanDraft, type Draft, isDirty, keepDraft, loadDraft, rebase, type Saved } from './draft';
import { merge, same } from './merge';

/** Changes one block of the order. */
export type Edit = <K extends keyof Order>(block: K, change: (value: Order[K]) => Order[K]) => void;

interface SaveOptions {
  /** Says nothing when all went well. */
  isQuiet?: boolean;
  onSaved?: () => void;
  /** Takes a refusal instead of the usual notice. */
  onRefused?: (error: CommandError) => void;
}

export interface Conflict {
  /** Dotted paths changed on both sides. */
  paths: string[];
  theirs: Saved;
}

/** The order on the screen: edits, keeping them, saving, undoing and meeting other people's changes. */
export function useOrderDraft(details: OrderDetails) {
  const id = details.order.id;
  const [draft, setDraft] = useState<Draft>(() => loadDraft(localStorage, id) ?? cleanDraft(details));
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const save = useCommand('save_order');
  const current = useRef(draft);
  current.current = draft;

  const put = useCallback((next: Draft) => {
    current.current = next;
    setDraft(next);
  }, []);

  const adopt = useCallback(
    (theirs: Saved): boolean => {
      const { draft: next, conflicts } = rebase(current.current, theirs);
      put(next);
      setConflict(conflicts.length > 0 ? { paths: conflicts, theirs } : null);
      return conflicts.length === 0;
    },
    [put],
  );

  useEffect(() => {
    const { base, version } = current.current;
    // a late answer about an older state is no news; the status of the contract changes without a new version
    if (details.version > version || (details.version === version && !same(details.order, base))) {
      adopt(details);
    }
  }, [details, adopt]);

  useEffect(() => keepDraft(localStorage, draft), [draft]);

  const hadDraft = useRef(isDirty(draft));
  useEffect(() => {
    if (hadDraft.current) {
      hadDraft.current = false;
      tell('Возвращены изменения, которые не успели сохраниться. Проверьте и сохраните их.');
    }
  }, []);

  const edit: Edit = useCallback(
    (block, change) => {
      const { order } = current.current;
      put({ ...current.current, order: { ...order, [block]: change(order[block]) } });
    },
    [put],
  );

  const store = async (options: SaveOptions, isSecondTry = false): Promise<void> => {
    const sent = current.current;
    try {
      const saved = await save.mutateAsync({ order: sent.order, version: sent.version });
      // an answer still on its way may be older than this one
      await queryClient.cancelQueries({ queryKey: queryKey('get_order', { id }) });
      queryClient.setQueryData(queryKey('get_order', { id }), saved);
      // what was typed while saving goes on top of what was saved
      const { draft: next } = rebase({ ...sent, base: sent.order, order: current.current.order }, saved);
      put(next);
      setConflict(null);
      options.onSaved?.();
      if (!options.isQuiet) {
        tell('Заявка сохранена', { label: 'Отменить', run: () => void restore(sent) });
      }
    } catch (error) {
      const refusal = error as CommandError;
      if (refusal.code === 'order_changed' && !isSecondTry) {
        const theirs = await queryClient.fetchQuery({ ...queryOptions('get_order', { id }), staleTime: 0 });
        if (adopt(theirs)) {
          await store(options, true);
        }
        return;
      }
      (options.onRefused ?? complain)(refusal);
    }
  };

  /** Takes back what one saving changed; what was typed since stays. */
  const restore = async ({ base, order }: Draft) => {
    const { value } = merge(order, current.current.order, base);
    put({ ...current.current, order: value });
    await store({ isQuiet: true, onSaved: () => tell('Сохранение отменено') });
  };

  return {
    order: draft.order,
    saved: draft.base,
    isDirty: isDirty(draft),
    isSaving: save.isPending,
    conflict,
    edit,
    save: (options: SaveOptions = {}) => store(options),
    discard: () => {
      const left = current.current;
      put(cleanDraft({ order: left.base, version: left.version }));
      tell('Изменения отменены', { label: 'Вернуть', run: () => put(left) });
    },
    keepMine: () => setConflict(null),
    takeTheirs: () => {
      if (conflict) {
        put(cleanDraft(conflict.theirs));
        setConflict(null);
      }
    },
  };
}

export type OrderDraft = ReturnType<typeof useOrderDraft>;
