import { UnstyledButton } from '@mantine/core';
import type { Block } from '../../bindings/Block';
import type { CheckRow } from '../../bindings/CheckRow';
import { Star } from '../../shared/Star';
import classes from './Order.module.css';

const BLOCKS: { id: string; title: string; block?: Block }[] = [
  { id: 'contract', title: 'Данные договора', block: 'contract' },
  { id: 'customer', title: 'Заказчик', block: 'customer' },
  { id: 'tourists', title: 'Туристы', block: 'tourists' },
  { id: 'tour', title: 'Детали тура', block: 'tour' },
  { id: 'price', title: 'Стоимость и оплата', block: 'price' },
  { id: 'operator', title: 'Туроператор', block: 'operator' },
  { id: 'signing', title: 'Подписание' },
  { id: 'files', title: 'Файлы' },
];

/** The contents of the page, with what each block still lacks. */
export function BlockRail({ check }: { check: CheckRow[] }) {
  return (
    <nav className={classes.rail} aria-label="Блоки заявки">
      {BLOCKS.map(({ id, title, block }) => {
        const rows = check.filter((row) => row.block === block && row.level !== 'warning');
        const red = rows.filter(({ level }) => level === 'red').length;
        const level = red > 0 ? 'red' : 'orange';
        return (
          <UnstyledButton key={id} className={classes.railItem} onClick={() => scrollTo(id)}>
            <span>{title}</span>
            {rows.length > 0 && (
              <span className={classes.railCount}>
                <Star level={level} size={12} isDecorative /> {red > 0 ? red : rows.length}
              </span>
            )}
          </UnstyledButton>
        );
      })}
    </nav>
  );
}

function scrollTo(id: string): void {
  document.querySelector(`[data-block="${id}"]`)?.scrollIntoView({ block: 'start' });
}
