import { createHash } from 'node:crypto';
import type { Kith } from '../kith.ts';
import type { RecurringJob } from './jobs.ts';
import { NotSent, type SendingProblem } from './mail.ts';
import type { Letter, Letters } from './outbox.ts';

const MINUTE_MS = 60_000;
/** Longer than any try takes: whoever claimed a letter before that is gone. */
const CLAIM_HOLDS_MS = 3 * MINUTE_MS;
/** A round ends here, so that none lasts for ever; the next one goes on. */
const MOST_IN_A_ROUND = 500;
/** With the pauses below, about three days. */
const MOST_ATTEMPTS = 80;
const LONGEST_PAUSE_MINUTES = 60;
/** When nobody gets through it is not the letter's fault: it is soon tried again. */
const LONGEST_PAUSE_UNREACHABLE_MINUTES = 10;

interface Claimed {
  id: string;
  kind: string;
  subjectId: string;
  accountId: string | null;
  key: string;
  attempts: number;
}

/** The job that sends what waits in the outbox: every minute, and at once when something was put there. */
export function deliveryJob(letters: Letters): RecurringJob {
  return {
    name: 'deliver letters',
    everyMinutes: 1,
    run: async (kith) => void (await deliverLetters(kith, letters)),
    wakes: (kith, wake) => kith.outbox.onPut(wake),
  };
}

/**
 * Sends what is due, one after the other. Each letter is claimed and the claim committed before it is sent; a claim that
 * a dead process left is taken over, with the same Message-ID. So a letter is sent at least once, and twice only when a
 * process dies between the server's yes and our own mark.
 *
 * @returns how many went out
 */
export async function deliverLetters(kith: Kith, letters: Letters): Promise<number> {
  let sent = 0;
  for (let count = 0; count < MOST_IN_A_ROUND; count++) {
    const claimed = await claimNext(kith);
    if (!claimed) break;
    const outcome = await deliver(kith, letters, claimed);
    if (outcome === 'sent') sent++;
    // Nobody would get through: the others keep their tries.
    if (outcome === 'unreachable') break;
  }
  return sent;
}

/** Takes the letter that waited longest. Two nodes never take the same. */
async function claimNext(kith: Kith): Promise<Claimed | null> {
  const now = kith.clock.now();
  const abandoned = new Date(now.getTime() - CLAIM_HOLDS_MS);
  const { rows } = await kith.database.pool.query<Claimed>(
    `UPDATE outbox_message SET sending_at = $1, attempts = attempts + 1
     WHERE id = (
       SELECT id FROM outbox_message
       WHERE sent_at IS NULL AND dropped_at IS NULL AND given_up_at IS NULL AND to_post_at IS NULL
         AND not_before <= $1 AND (sending_at IS NULL OR sending_at < $2)
       ORDER BY not_before, id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id, kind, subject_id AS "subjectId", account_id AS "accountId", key, attempts`,
    [now, abandoned],
  );
  return rows[0] ?? null;
}

type Outcome = 'sent' | 'unreachable' | 'other';

async function deliver(kith: Kith, letters: Letters, claimed: Claimed): Promise<Outcome> {
  const compose = letters[claimed.kind];
  // Another version of Kith may know this kind, during a rolling restart.
  if (!compose) return putBack(kith, claimed, 'later');
  let composed: Awaited<ReturnType<typeof compose>>;
  try {
    composed = await compose(kith, claimed.subjectId, claimed.accountId);
  } catch (error) {
    kith.log.error({ err: error, letter: claimed.id, kind: claimed.kind }, 'a letter could not be composed');
    return putBack(kith, claimed, 'later');
  }
  const now = kith.clock.now();
  if (composed === null) {
    await change(kith, claimed, { droppedAt: now });
    return 'other';
  }
  if (composed.about) await change(kith, claimed, { ...composed.about });
  if ('reason' in composed) {
    await change(kith, claimed, { givenUpAt: now, lastProblem: composed.reason });
    return 'other';
  }
  if ('notBefore' in composed) {
    await change(kith, claimed, { notBefore: composed.notBefore, sendingAt: null, attempts: claimed.attempts - 1 });
    return 'other';
  }
  return send(kith, claimed, composed);
}

async function send(kith: Kith, claimed: Claimed, letter: Letter): Promise<Outcome> {
  try {
    if (letter.channel === 'POST') {
      await kith.post.layOut(kith.db, claimed.id, kith.clock.now());
      return 'other';
    }
    const id = createHash('sha256').update(claimed.key).digest('hex').slice(0, 32);
    if (letter.channel === 'EMAIL') {
      const { to, subject, text } = letter;
      await kith.mail.send({ to, subject, text, messageId: `<${id}@${hostOf(kith.config.mailFrom)}>` });
    } else {
      await kith.texts.send({ to: letter.to, text: letter.text, id });
    }
  } catch (error) {
    if (error instanceof NotSent) return putBack(kith, claimed, error.problem);
    kith.log.error({ err: error, letter: claimed.id }, 'a letter could not be sent');
    return putBack(kith, claimed, 'later');
  }
  await change(kith, claimed, { sentAt: kith.clock.now(), lastProblem: null });
  return 'sent';
}

/** Tries again later, or gives up where that would change nothing. */
async function putBack(kith: Kith, claimed: Claimed, problem: SendingProblem): Promise<Outcome> {
  const now = kith.clock.now();
  const isHopeless = problem === 'refused' || problem === 'unsafe' || problem === 'not set up';
  kith.log.warn({ letter: claimed.id, kind: claimed.kind, problem, attempts: claimed.attempts }, 'a letter waits');
  if (isHopeless || claimed.attempts >= MOST_ATTEMPTS) {
    await change(kith, claimed, { givenUpAt: now, lastProblem: problem });
    return 'other';
  }
  const longest = problem === 'unreachable' ? LONGEST_PAUSE_UNREACHABLE_MINUTES : LONGEST_PAUSE_MINUTES;
  const pause = Math.min(2 ** Math.min(claimed.attempts - 1, 10), longest) * MINUTE_MS;
  await change(kith, claimed, {
    notBefore: new Date(now.getTime() + pause),
    sendingAt: null,
    lastProblem: problem,
  });
  return problem === 'unreachable' ? 'unreachable' : 'other';
}

async function change(
  kith: Kith,
  { id }: Claimed,
  data: Parameters<Kith['db']['outboxMessage']['update']>[0]['data'],
): Promise<void> {
  await kith.db.outboxMessage.update({ where: { id }, data });
}

/** "no-reply@kith.example.org" and "An update <no-reply@…>": the part after the @. */
function hostOf(mailFrom: string): string {
  return /@([\w.-]+)/.exec(mailFrom)?.[1] ?? 'localhost';
}
