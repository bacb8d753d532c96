/** What is written or chosen; a mark is set with the space bar by who needs it. */
const FIELDS = 'input:not([type=hidden], [type=checkbox], [type=radio], [tabindex="-1"]), textarea';

/**
 * Enter goes on to the next field, as a form on paper is filled; in a list it first takes the word picked.
 * Long texts and lists of several words keep their own Enter.
 */
export function goOnWithEnter(event: React.KeyboardEvent<HTMLElement>): void {
  const field = event.target;
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key !== 'Enter' || !isPlain || !(field instanceof HTMLInputElement)) {
    return;
  }
  const fields = [...event.currentTarget.querySelectorAll<HTMLInputElement>(FIELDS)].filter(
    ({ disabled }) => !disabled,
  );
  const next = fields[fields.indexOf(field) + (event.shiftKey ? -1 : 1)];
  if (next) {
    event.preventDefault();
    // after the list has closed
    queueMicrotask(() => {
      next.focus();
      next.scrollIntoView({ block: 'nearest' });
    });
  }
}

/** For a list of several words: Enter that takes one stays, for the next one. */
export function stayWhileChoosing(event: React.KeyboardEvent<HTMLInputElement>): void {
  if (event.key === 'Enter' && event.currentTarget.hasAttribute('aria-activedescendant')) {
    event.stopPropagation();
  }
}
