import { afterEach, expect, it, vi } from 'vitest';
import type { OrderDetails } from '../../bindings/OrderDetails';
import type { SigningState } from '../../bindings/SigningState';
import { clear, find, PATIENCE, press, show } from '../../testing/screen';
import { SigningBlock } from './SigningBlock';

const backend = vi.hoisted(() => ({ call: vi.fn(), saveBytes: vi.fn() }));
vi.mock('../../lib/backend', () => ({ backend }));

const SENT: SigningState = { active: true, order_changed: false, problem: null, can_retry: false };

function open(status: string, signing: SigningState | null) {
  const order = { id: '1', contract: { number: ' 6083-1234 ', status } };
  const details = { order, signing, timeline: [] } as unknown as OrderDetails;
  backend.call.mockResolvedValue(details);
  show(<SigningBlock details={details} onSign={() => {}} />);
}

afterEach(() => {
  clear();
  vi.resetAllMocks();
});

it('lets the letter with the signed contract be sent again', async () => {
  const problem = 'Письмо с договором не отправлено';
  open('signed', { active: false, order_changed: false, problem, can_retry: true });
  await find('[role=alert]', problem);
  await find('[role=alert]', 'Договор подписан');
  await press('Повторить отправку');
  await vi.waitFor(() => expect(backend.call).toHaveBeenCalledWith('retry_signing', { id: '1' }), PATIENCE);
});

it.each([
  { intact: true, alarms: 0 },
  { intact: false, alarms: 1 },
])('saves the evidence and says whether it holds: $intact', async ({ intact, alarms }) => {
  open('signed', { ...SENT, active: false });
  backend.call.mockResolvedValue({ jsonl: '{"text":"Договор"}\n', intact });
  await press('Скачать доказательства');
  await vi.waitFor(() => expect(backend.saveBytes).toHaveBeenCalled(), PATIENCE);
  expect(backend.call).toHaveBeenCalledWith('read_evidence', { id: '1' });
  const [name, , base64] = backend.saveBytes.mock.calls[0] ?? [];
  expect(name).toBe('Доказательства 6083-1234.jsonl');
  expect(new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)))).toBe(
    '{"text":"Договор"}\n',
  );
  await find('button:not([disabled])', 'Скачать доказательства');
  expect(document.querySelectorAll('[role=alert]')).toHaveLength(alarms);
});

it('has no evidence before anything was sent', async () => {
  open('draft', null);
  await find('button', 'Отправить на подпись');
  expect(document.body.textContent).not.toContain('Скачать доказательства');
});
