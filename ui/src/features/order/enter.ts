const FIELDS = 'input:not([type=hidden]):not([tabindex="-1"]), textarea';

/** Enter goes on to the next field, as a form on paper is filled; lists, buttons and long texts keep their own Enter. */
export function goOnWithEnter(event: React.KeyboardEvent<HTMLElement>): void {
  const field = event.target;
  if (
    event.key !== 'Enter' ||
    event.defaultPrevented ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    !(field instanceof HTMLInputElement) ||
    field.type === 'checkbox' ||
    field.type === 'radio' ||
    isChoosing(field)
  ) {
    return;
  }
  const fields = [...event.currentTarget.querySelectorAll<HTMLInputElement>(FIELDS)].filter(
    ({ disabled }) => !disabled,
  );
  const next = fields[fields.indexOf(field) + (event.shiftKey ? -1 : 1)];
  if (next) {
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
  }
}

/** The list under the field is open and something in it is about to be chosen. */
function isChoosing(field: HTMLInputElement): boolean {
  return field.getAttribute('aria-expanded') === 'true' && field.hasAttribute('aria-activedescendant');
}
