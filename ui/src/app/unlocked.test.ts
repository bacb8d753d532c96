import { expect, it, vi } from 'vitest';
import { CommandError } from '../lib/backend/error';
import { askAgain, unlocked } from './unlocked';

const locked = new CommandError('screen_locked', 'Программа заблокирована', '');

it('waits under the lock and answers after it', async () => {
  const ask = vi.fn().mockRejectedValueOnce(locked).mockRejectedValueOnce(locked).mockResolvedValue('ответ');
  const answer = unlocked(ask);
  await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(1));
  askAgain();
  await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(2));
  askAgain();
  await expect(answer).resolves.toBe('ответ');
});

it('passes other refusals on at once', async () => {
  const refusal = new CommandError('forbidden', 'Недостаточно прав', '');
  await expect(unlocked(() => Promise.reject(refusal))).rejects.toBe(refusal);
});
