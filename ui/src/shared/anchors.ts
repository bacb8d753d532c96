/**
 * Anchors name the fields of an order and of the agency by dotted paths:
 * `contract.date`, `tourists.<id>.document.number`, `services.insurance`,
 * `services.<id>.check_out`, `price.schedule.<id>.sum`, `operator.guarantees.0.to`.
 * A field, or the group it is in, carries its anchor as `data-anchor`.
 */

const FOCUSABLE = 'input:not([type=hidden]):not([hidden]), textarea, select, button';

/** The anchor and what it is inside of, the nearest first. */
export function anchorPath(anchor: string): string[] {
  const parts = anchor.split('.');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
}

/** The tourist an anchor speaks of. */
export function touristOf(anchor: string): string | null {
  const [head, id] = anchor.split('.');
  return head === 'tourists' && id !== undefined ? id : null;
}

/** Scrolls to the field of an anchor, or to the block of that name, and puts the cursor there; tells whether it was found. */
export function focusAnchor(anchor: string, root: ParentNode = document): boolean {
  for (const path of anchorPath(anchor)) {
    const place = root.querySelector<HTMLElement>(`[data-anchor="${CSS.escape(path)}"]`);
    if (place) {
      const field = place.matches(FOCUSABLE) ? place : firstToFill(place);
      place.scrollIntoView({ block: 'center' });
      field?.focus({ preventScroll: true });
      return true;
    }
  }
  const block = root.querySelector<HTMLElement>(`[data-block="${CSS.escape(anchor)}"]`);
  block?.scrollIntoView({ block: 'start' });
  return block !== null;
}

/** The first empty field of a group, or just the first. */
function firstToFill(group: HTMLElement): HTMLElement | null {
  const fields = [...group.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const empty = fields.find(
    (field) => field instanceof HTMLInputElement && field.type === 'text' && field.value === '',
  );
  return empty ?? fields[0] ?? null;
}
