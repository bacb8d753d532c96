import type { Block } from '../../bindings/Block';

interface PageBlock {
  id: string;
  title: string;
  /** Its name in the check; blocks without one have nothing to fill. */
  block?: Block;
}

/** Blocks of the page from top to bottom. */
export const BLOCKS: PageBlock[] = [
  { id: 'contract', title: 'Данные договора', block: 'contract' },
  { id: 'lead', title: 'Ведение заявки' },
  { id: 'customer', title: 'Заказчик', block: 'customer' },
  { id: 'tourists', title: 'Туристы', block: 'tourists' },
  { id: 'tour', title: 'Детали тура', block: 'tour' },
  { id: 'price', title: 'Стоимость и оплата', block: 'price' },
  { id: 'payments', title: 'Оплаты' },
  { id: 'operator', title: 'Туроператор', block: 'operator' },
  { id: 'signing', title: 'Подписание' },
  { id: 'files', title: 'Файлы' },
  { id: 'history', title: 'История изменений' },
];

/** The block a path of the order belongs to, as people call it. */
export function blockTitle(path: string): string {
  const [head = ''] = path.split('.');
  const id = head === 'services' || head === 'services_not_included' ? 'tour' : head;
  return BLOCKS.find((block) => block.id === id)?.title ?? 'Ведение заявки';
}

/** Scrolls to a block. */
export function scrollToBlock(id: string): void {
  document.querySelector(`[data-block="${id}"]`)?.scrollIntoView({ block: 'start' });
}

/** The path of the next gap after the present one, the first again after the last. */
export function nextGap(gaps: string[], present: string | null): string | null {
  return gaps[present === null ? 0 : (gaps.indexOf(present) + 1) % gaps.length] ?? null;
}
