import { describe, expect, it, vi } from 'vitest';
import { type Attempt, type Outcome, sendUntilAnswered } from './send-request.ts';

const sent: Outcome = {
  kind: 'sent',
  receipt: { reference: 'KT-1', code: 'a b c d', link: 'x', team: 'x', promisedBy: '2026-11-25' },
};

describe('sending', () => {
  it('tries again when the connection is lost, and tells each time', async () => {
    const attempt = vi.fn<Attempt>().mockRejectedValueOnce(new TypeError('offline')).mockResolvedValue(sent);
    const onRetry = vi.fn();
    expect(await sendUntilAnswered(attempt, onRetry, async () => {})).toBe(sent);
    expect([attempt.mock.calls.length, onRetry.mock.calls.length]).toEqual([2, 1]);
  });

  it('waits as long as the server asks for', async () => {
    const attempt = vi.fn<Attempt>().mockResolvedValueOnce({ kind: 'wait', seconds: 20 }).mockResolvedValue(sent);
    const pauses: number[] = [];
    await sendUntilAnswered(
      attempt,
      () => {},
      async (ms) => void pauses.push(ms),
    );
    expect(pauses[0]).toBeGreaterThanOrEqual(15_000);
  });

  it('gives up after two minutes and says that it does not know', async () => {
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    const attempt: Attempt = () => Promise.reject(new TypeError('offline'));
    const outcome = await sendUntilAnswered(
      attempt,
      () => {},
      async (ms) => {
        now += ms;
      },
    );
    clock.mockRestore();
    expect(outcome).toEqual({ kind: 'lost' });
    expect(now).toBeLessThanOrEqual(150_000);
  });

  it('does not try again what was refused', async () => {
    const attempt = vi.fn<Attempt>().mockResolvedValue({ kind: 'refused', message: 'No.', field: null });
    await sendUntilAnswered(
      attempt,
      () => {},
      async () => {},
    );
    expect(attempt).toHaveBeenCalledOnce();
  });
});
