import { UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { memo } from 'react';
import type { CheckRow } from '../../bindings/CheckRow';
import { Star } from '../../shared/Star';
import { BLOCKS, scrollToBlock } from './blocks';
import classes from './Order.module.css';

/** The contents of the page: what each block still lacks, and which are filled. */
export const BlockRail = memo(function BlockRail({ check }: { check: CheckRow[] }) {
  return (
    <nav className={classes.rail} aria-label="Блоки заявки">
      {BLOCKS.map(({ id, title, block }) => {
        const rows = check.filter((row) => row.block === block && row.level !== 'warning');
        const red = rows.filter(({ level }) => level === 'red').length;
        const level = red > 0 ? 'red' : 'orange';
        return (
          <UnstyledButton key={id} className={classes.railItem} onClick={() => scrollToBlock(id)}>
            <span>{title}</span>
            {rows.length > 0 ? (
              <span className={classes.railCount}>
                <Star level={level} size={12} isDecorative /> {red > 0 ? red : rows.length}
              </span>
            ) : (
              block && <IconCheck size={15} stroke={2} className={classes.railDone} aria-label="заполнено" />
            )}
          </UnstyledButton>
        );
      })}
    </nav>
  );
});
