import classes from './Marked.module.css';
import { marks } from './marks';

/** A text with what was looked for made to stand out. */
export function Marked({ text, query }: { text: string; query: string }) {
  let at = 0;
  return marks(text, query).map((piece) => {
    const key = at;
    at += piece.text.length;
    return piece.isFound ? (
      <mark key={key} className={classes.found}>
        {piece.text}
      </mark>
    ) : (
      piece.text
    );
  });
}
