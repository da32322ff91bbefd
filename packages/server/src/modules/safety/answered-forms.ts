import type { Kith } from '../../kith.ts';

/** Longer than any page lives (back.tsx). */
const KEPT_MS = 24 * 60 * 60_000;

/**
 * Whether this very form had been answered when it came. Browsers keep what was sent in their history: whoever takes up
 * the phone afterwards presses Back and "send again", and would see the page. A second press while the first is on its way
 * is the same hand.
 *
 * @param graceMs how long after the answer it may still be sent again, by somebody whose connection lost the answer
 */
export async function wasAnsweredBefore(kith: Kith, form: string, graceMs = 0): Promise<boolean> {
  const before = await kith.db.answeredForm.findFirst({
    where: { hash: { in: kith.keys.fingerprints('answered-form', form) } },
    select: { at: true },
  });
  return before !== null && before.at.getTime() + graceMs < kith.clock.now().getTime();
}

/** Call it when nothing can go wrong any more: what failed may be sent again. */
export async function rememberAnswered(kith: Kith, form: string): Promise<void> {
  const hash = kith.keys.fingerprint('answered-form', form);
  await kith.db.answeredForm.createMany({ data: [{ hash, at: kith.clock.now() }], skipDuplicates: true });
}

export async function forgetAnsweredForms(kith: Kith): Promise<void> {
  const before = new Date(kith.clock.now().getTime() - KEPT_MS);
  await kith.db.answeredForm.deleteMany({ where: { at: { lt: before } } });
}
