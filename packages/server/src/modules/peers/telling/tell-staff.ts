import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';

/** Kinds of letter to a team's coordinators; they tell a reference and nothing else. */
export type CoordinatorLetter =
  | 'introduction-lapsed'
  | 'question-asked'
  | 'promise-near'
  | 'promise-late'
  | 'supervision-overdue';

/**
 * Puts one letter in the outbox for each coordinator of a team.
 *
 * @param subject what it is about: the kind knows which table
 * @param occasion once for each: the same occasion is never told twice
 */
export async function tellCoordinators(
  tx: Pick<Tx, 'outboxMessage' | 'staffAccount'>,
  kith: Kith,
  teamId: string,
  letter: CoordinatorLetter,
  subject: { id: string; occasion: string; notBefore?: Date },
): Promise<void> {
  const coordinators = await tx.staffAccount.findMany({
    where: { teamId, disabledAt: null, roles: { has: 'COORDINATOR' } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id: accountId } of coordinators) {
    await kith.outbox.put(tx, {
      kind: letter,
      subjectId: subject.id,
      accountId,
      key: `${letter}:${subject.occasion}:${accountId}`,
      ...(subject.notBefore ? { notBefore: subject.notBefore } : {}),
    });
  }
}

/** Tells an advocate that a coordinator answered what they asked first. */
export async function tellAnswer(tx: Pick<Tx, 'outboxMessage'>, kith: Kith, matchId: string): Promise<void> {
  await kith.outbox.put(tx, { kind: 'question-answered', subjectId: matchId, key: `question-answered:${matchId}` });
}

/** Asks an advocate to look at an introduction. */
export async function tellAdvocate(tx: Pick<Tx, 'outboxMessage'>, kith: Kith, matchId: string): Promise<void> {
  await kith.outbox.put(tx, {
    kind: 'introduction-asked',
    subjectId: matchId,
    key: `introduction-asked:${matchId}`,
  });
}
