import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { queryClient, queryKey, queryOptions, useCommand } from '../../app/query';
import type { Order } from '../../bindings/Order';
import type { OrderDetails } from '../../bindings/OrderDetails';
import { backend } from '../../lib/backend';
import { CommandError } from '../../lib/backend/error';
import { complain, tell } from '../../shared/notices';
import { cleanDraft, type Draft, isDirty, rebase, type Saved } from './draft';
import { emptyHistory, type History, moveHistory, record, redo, undo } from './history';
import { createKeeper, type Keeping } from './keeper';
import { firstDifference, merge, same, take } from './merge';

/** Changes one block of the order. */
export type Edit = <K extends keyof Order>(block: K, change: (value: Order[K]) => Order[K]) => void;

/** Changes several blocks of the order at once: one step to undo. */
export type Rewrite = (change: (order: Order) => Order) => void;

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

/** The draft on the screen, and the steps back and forth. */
interface Form {
  draft: Draft;
  history: History<Order>;
}

/** The order on the screen: edits, keeping them, saving, undoing and meeting other people's changes. */
export function useOrderDraft(details: OrderDetails) {
  const id = details.order.id;
  const [found] = useState(() => openDraft(details));
  const [form, setForm] = useState<Form>({ draft: found.draft, history: emptyHistory() });
  const [conflict, setConflict] = useState<Conflict | null>(found.conflict);
  const { keeping, keeper } = useKeeper(id, details.draft !== null);
  const save = useCommand('save_order');
  const current = useRef(form);
  current.current = form;

  const put = useCallback(
    (next: Form) => {
      current.current = next;
      setForm(next);
      keeper.put(next.draft);
    },
    [keeper],
  );

  /** Puts a draft on a newer ground; the steps back come along. */
  const move = useCallback(
    (draft: Draft) => {
      const { draft: left, history } = current.current;
      put({ draft, history: moveHistory(history, (state) => merge(left.base, state, draft.base).value) });
    },
    [put],
  );

  const adopt = useCallback(
    (theirs: Saved): boolean => {
      const { draft, conflicts } = rebase(current.current.draft, theirs);
      move(draft);
      setConflict(conflicts.length > 0 ? { paths: conflicts, theirs } : null);
      return conflicts.length === 0;
    },
    [move],
  );

  useEffect(() => {
    const { base, version } = current.current.draft;
    // a late answer about an older state is no news; the status of the contract changes without a new version
    if (details.version > version || (details.version === version && !same(details.order, base))) {
      adopt(details);
    }
  }, [details, adopt]);

  // the answer kept for the next visit has the draft as it is left now
  useEffect(
    () => () => {
      const { draft } = current.current;
      const left = isDirty(draft) ? { ...draft, updated_at: new Date().toISOString() } : null;
      queryClient.setQueryData<OrderDetails>(queryKey('get_order', { id }), (kept) => kept && { ...kept, draft: left });
    },
    [id],
  );

  const rewrite: Rewrite = useCallback(
    (change) => {
      const { draft, history } = current.current;
      const order = change(draft.order);
      if (order !== draft.order) {
        put({ draft: { ...draft, order }, history: record(history, draft.order, placeOfTyping(), Date.now()) });
      }
    },
    [put],
  );
  const edit: Edit = useCallback(
    (block, change) => rewrite((order) => ({ ...order, [block]: change(order[block]) })),
    [rewrite],
  );

  /** Goes a step back or forth; returns the path of what changed, if anything did. */
  const step = useCallback(
    (direction: typeof undo<Order>): string | null => {
      const { draft, history } = current.current;
      const next = direction(history, draft.order);
      if (next === null) {
        return null;
      }
      put({ draft: { ...draft, order: next.state }, history: next.history });
      return firstDifference(draft.order, next.state);
    },
    [put],
  );

  const discard = useCallback(() => {
    rewrite(() => current.current.draft.base);
    tell('Изменения отменены', { label: 'Вернуть', run: () => void step(undo) });
  }, [rewrite, step]);

  useEffect(() => {
    if (isDirty(found.draft)) {
      tell('Возвращены изменения, которые не успели сохраниться. Проверьте и сохраните их.', {
        label: 'Отбросить',
        run: discard,
      });
    }
  }, [found, discard]);

  const store = async (options: SaveOptions, isSecondTry = false): Promise<void> => {
    const sent = current.current.draft;
    try {
      const saved = await save.mutateAsync({ order: sent.order, version: sent.version });
      // an answer still on its way may be older than this one
      await queryClient.cancelQueries({ queryKey: queryKey('get_order', { id }) });
      queryClient.setQueryData(queryKey('get_order', { id }), saved);
      // what was typed while saving goes on top of what was saved
      const { draft: next } = rebase({ ...sent, base: sent.order, order: current.current.draft.order }, saved);
      move(next);
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
    rewrite((now) => merge(order, now, base).value);
    await store({ isQuiet: true, onSaved: () => tell('Сохранение отменено') });
  };

  const { draft, history } = form;
  return {
    order: draft.order,
    saved: draft.base,
    isDirty: useMemo(() => isDirty(draft), [draft]),
    isSaving: save.isPending,
    keeping,
    conflict,
    edit,
    rewrite,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    undo: () => step(undo),
    redo: () => step(redo),
    save: (options: SaveOptions = {}) => store(options),
    keepMine: () => setConflict(null),
    takeTheirs: () => {
      if (conflict) {
        rewrite((order) => take(order, conflict.theirs.order, conflict.paths));
        setConflict(null);
      }
    },
  };
}

export type OrderDraft = ReturnType<typeof useOrderDraft>;

/** The order as it opens: with the edits left unsaved the last time, put on what was saved since. */
function openDraft(details: OrderDetails): { draft: Draft; conflict: Conflict | null } {
  const { draft: left } = details;
  if (left === null) {
    return { draft: cleanDraft(details), conflict: null };
  }
  const { draft, conflicts } = rebase(left, details);
  return { draft, conflict: conflicts.length > 0 ? { paths: conflicts, theirs: details } : null };
}

/** Keeps the draft in the base, and at once when the window or the page is left. */
function useKeeper(id: string, isKept: boolean) {
  const [keeping, setKeeping] = useState<Keeping>(isKept ? 'kept' : 'nothing');
  const [keeper] = useState(() =>
    createKeeper({
      keep: ({ order, version }) => backend.call('save_draft', { order, version }),
      drop: () => backend.call('discard_draft', { id }),
      onChange: setKeeping,
      onRefusal: (error) => {
        const refusal = CommandError.from(error);
        complain(refusal);
        return refusal.code !== 'forbidden';
      },
      isKept,
    }),
  );
  useEffect(() => {
    const { flush } = keeper;
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
      flush();
    };
  }, [keeper]);
  return { keeping, keeper };
}

/** The field being typed in; edits by anything else are steps of their own. */
function placeOfTyping(): string | null {
  const field = document.activeElement;
  const isText =
    field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type !== 'checkbox');
  return isText ? (field.dataset.anchor ?? null) : null;
}
