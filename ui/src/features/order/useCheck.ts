import { useEffect, useState } from 'react';
import type { DraftCheck } from '../../bindings/DraftCheck';
import type { Order } from '../../bindings/Order';
import type { OrderDetails } from '../../bindings/OrderDetails';
import { backend } from '../../lib/backend';

/** What the program says of an order, and of which state of it. */
interface Checked extends DraftCheck {
  order: Order;
}

/** A pause in typing, in ms, after which the order is checked again. */
const PAUSE = 300;

/** «Проверка заполнения договора» and the values that are wrong, of what is on the screen, saved or not. */
export function useCheck(order: Order, details: OrderDetails): Checked {
  const [checked, setChecked] = useState<Checked>(() => ({
    order: details.order,
    check: details.check,
    problems: details.problems,
    latin_names: [],
    total_in_words: '',
  }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `details` come anew when the requisites change, and the check with them.
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      // without an answer the last one stays: every field knows by its value whether it still holds
      const answer = await backend.call('check_draft', { order }).catch(() => null);
      if (isCurrent && answer !== null) {
        setChecked({ ...answer, order });
      }
    }, PAUSE);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [order, details]);
  return checked;
}
