import { InvalidInput, NotFound } from '../../../errors.ts';
import type { Kith } from '../../../kith.ts';
import { readText } from '../../../plain-text.ts';
import { UUID } from '../../../uuid.ts';
import { hasRole, type Viewer } from '../../../viewer.ts';
import { recordAudit } from '../../safety/audit.ts';
import { longest } from '../asking-rules.ts';
import { passOnLapsed } from '../lapsing.ts';
import { holdRequest } from '../locks.ts';
import { workingDaysLater } from '../promise-clock.ts';
import { hasLapsed, isAgreeing, LAPSES_AFTER_WORKING_DAYS, NoLongerPossible } from '../rules.ts';
import { openDataKey } from '../sealed.ts';
import { tellAnswer, tellCoordinators } from '../telling/tell-staff.ts';
import { sealIn } from './queue-sealed.ts';

/**
 * While a question is open, the introduction does not lapse as it would; but a question that nobody answers must not leave
 * somebody waiting for good.
 */
export const QUESTION_WAITS_WORKING_DAYS = 5;

const NO_MATCH = 'There is no such introduction.';

/**
 * The third answer to an introduction, beside yes and "not me": the advocate asks a coordinator something first. Asked again
 * before it is answered, the new words take the place of the old ones.
 *
 * @param input raw id of the match
 * @returns the id of the match
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function askCoordinator(
  kith: Kith,
  viewer: Viewer,
  input: { matchId: string; question: string },
): Promise<string> {
  const advocateId = hasRole(viewer, 'ADVOCATE') ? viewer.advocateId : null;
  const words = readQuestion(input.question, 'question');
  const found =
    advocateId !== null && UUID.test(input.matchId)
      ? await kith.db.match.findFirst({ where: { id: input.matchId, advocateId, request: { erasedAt: null } } })
      : null;
  if (!found) throw new NotFound(NO_MATCH);
  await passOnLapsed(kith, { requestId: found.requestId });
  const { teamId } = await kith.db.$transaction(async (tx) => {
    const held = await holdRequest(tx, found.requestId);
    const dataKey = held && openDataKey(kith.keys, held);
    if (!held || !dataKey) throw new NotFound(NO_MATCH);
    const now = kith.clock.now();
    const match = held.matches.find(({ id }) => id === found.id);
    if (match?.status !== 'PROPOSED' || isAgreeing(match) || hasLapsed(match, now))
      throw new NoLongerPossible('This introduction is over. Thank you for looking at it.');
    const before = await tx.matchQuestion.findUnique({ where: { matchId: match.id } });
    if (before?.answeredAt)
      throw new NoLongerPossible(
        'Your coordinator has answered. Talk to them if there is more to ask, or answer here.',
      );
    const sealed = sealIn('match_question.words', dataKey, match.id, words);
    await tx.matchQuestion.upsert({
      where: { matchId: match.id },
      create: { matchId: match.id, askedAt: now, words: sealed },
      update: { words: sealed },
    });
    if (!before)
      await tx.match.update({
        where: { id: match.id },
        data: { lapsesAt: workingDaysLater(now, QUESTION_WAITS_WORKING_DAYS, held.team.timezone) },
      });
    await tellCoordinators(tx, kith, held.teamId, 'question-asked', { id: match.id, occasion: match.id });
    await recordAudit(tx, kith, {
      actorKind: 'staff',
      actorId: viewer.kind === 'staff' ? viewer.accountId : null,
      action: 'ask coordinator',
      objectType: 'Match',
      objectId: match.id,
    });
    return held;
  });
  publish(kith, found, teamId);
  return found.id;
}

/**
 * A coordinator answers; from then on the advocate has the usual time for their own answer.
 *
 * @param input raw id of the match
 * @returns the id of the match
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function answerQuestion(
  kith: Kith,
  viewer: Viewer,
  input: { matchId: string; answer: string },
): Promise<string> {
  const teamId = hasRole(viewer, 'COORDINATOR') ? viewer.teamId : null;
  const words = readQuestion(input.answer, 'answer');
  const found =
    teamId !== null && UUID.test(input.matchId)
      ? await kith.db.match.findFirst({ where: { id: input.matchId, request: { teamId, erasedAt: null } } })
      : null;
  if (!found || teamId === null || viewer.kind !== 'staff') throw new NotFound(NO_MATCH);
  await passOnLapsed(kith, { requestId: found.requestId });
  await kith.db.$transaction(async (tx) => {
    const held = await holdRequest(tx, found.requestId);
    const dataKey = held && openDataKey(kith.keys, held);
    if (!held || !dataKey || held.teamId !== teamId) throw new NotFound(NO_MATCH);
    const now = kith.clock.now();
    const match = held.matches.find(({ id }) => id === found.id);
    const question = await tx.matchQuestion.findUnique({ where: { matchId: found.id } });
    if (!question) throw new NotFound('Nobody asked about this introduction.');
    if (question.answeredAt) throw new NoLongerPossible('Somebody has answered this question already.');
    if (match?.status !== 'PROPOSED' || isAgreeing(match))
      throw new NoLongerPossible('The advocate has answered the introduction meanwhile.');
    await tx.matchQuestion.update({
      where: { matchId: match.id },
      data: {
        answeredAt: now,
        answeredById: viewer.accountId,
        answer: sealIn('match_question.answer', dataKey, match.id, words),
      },
    });
    await tx.match.update({
      where: { id: match.id },
      data: { lapsesAt: workingDaysLater(now, LAPSES_AFTER_WORKING_DAYS, held.team.timezone) },
    });
    await tellAnswer(tx, kith, match.id);
    await recordAudit(tx, kith, {
      actorKind: 'staff',
      actorId: viewer.accountId,
      action: 'answer question',
      objectType: 'Match',
      objectId: match.id,
    });
  });
  publish(kith, found, teamId);
  return found.id;
}

function readQuestion(text: string, field: string): string {
  const words = readText(text, longest.reason, field);
  if (words === null) throw new InvalidInput('Please write a sentence.', field);
  return words;
}

function publish(kith: Kith, match: { id: string; requestId: string }, teamId: string): void {
  kith.signals.publish({ topic: 'match', id: match.id });
  kith.signals.publish({ topic: 'request', id: match.requestId });
  kith.signals.publish({ topic: 'queue', id: teamId });
}
