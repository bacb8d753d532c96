import { Popover } from '@mantine/core';
import { afterEach, expect, it, vi } from 'vitest';
import { clear, find, show } from '../../testing/screen';
import { useEscape } from './useEscape';

const leave = vi.fn();

function Page() {
  useEscape(leave);
  return (
    <Popover defaultOpened>
      <Popover.Target>
        <button type="button">Календарь</button>
      </Popover.Target>
      <Popover.Dropdown>Март</Popover.Dropdown>
    </Popover>
  );
}

const press = (keys: KeyboardEventInit) =>
  document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...keys }));

afterEach(() => {
  clear();
  vi.restoreAllMocks();
  leave.mockReset();
});

it('leaves the page only when nothing lies over it', async () => {
  show(<Page />);
  const calendar = await find<HTMLElement>('.mantine-Popover-dropdown', 'Март');
  vi.spyOn(calendar, 'getClientRects').mockReturnValue([new DOMRect()] as unknown as DOMRectList);
  press({ key: 'Escape' });
  expect(leave).not.toHaveBeenCalled();

  calendar.remove();
  press({ key: 'Enter' });
  press({ key: 'Escape', shiftKey: true });
  expect(leave).not.toHaveBeenCalled();
  press({ key: 'Escape' });
  expect(leave).toHaveBeenCalledTimes(1);
});
