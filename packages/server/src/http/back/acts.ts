import { InvalidInput, NotFound, RateLimited } from '../../errors.ts';
import type { Kith } from '../../kith.ts';
import * as peers from '../../modules/peers/actions.ts';
import { agreeToAgreement, objectToAgreement, proposeAgreement } from '../../modules/peers/agreements/agreeing.ts';
import { agreementTopics } from '../../modules/peers/agreements/wordings.ts';
import { renewMyLink } from '../../modules/peers/changing.ts';
import { ConsentRequired } from '../../modules/peers/consent-rules.ts';
import { myMatchId } from '../../modules/peers/contacts/my-contacts.ts';
import { commentOnContact } from '../../modules/peers/contacts/recording.ts';
import { askForSomebodyElse } from '../../modules/peers/matches/ending.ts';
import { endMyMatch, pauseMyMatch, resumeMyMatch } from '../../modules/peers/matches/my-match.ts';
import { ratherWait, sayRunningLow } from '../../modules/peers/matches/running-low.ts';
import { givePermission, withdrawPermission } from '../../modules/peers/permissions/giving.ts';
import { AdvocateUnavailable, IdempotencyConflict, NoLongerPossible } from '../../modules/peers/rules.ts';
import { stopMyLetters } from '../../modules/peers/telling/stopping.ts';
import { sendThanks } from '../../modules/peers/thanks/thanks.ts';
import { answerFollowUp } from '../../modules/plans/following-up.ts';
import { sayNoToIntroduction, sayYesToIntroduction } from '../../modules/plans/introducing.ts';
import { gotThereAnswers, helpedAnswers } from '../../modules/plans/step-rules.ts';
import { markMyStep, proposeMyStep } from '../../modules/plans/steps.ts';
import type { PersonViewer } from '../../viewer.ts';
import { type Acts, type Done, type Press, saying } from './act.ts';
import { actsOfRights } from './acts-of-rights.ts';
import { actsOfTwo } from './acts-of-two.ts';
import { readDayTyped } from './day-typed.ts';
import { fieldOfPlanAct, planActs } from './plan-acts.ts';

const number = (press: Press) => Number(press.text('number')) || 0;
const version = async (press: Press) => ({
  matchId: await myMatchId(press.kith, press.viewer),
  number: number(press),
});

/** Everything that a person can press, but for changing what they asked (back.tsx). */
export const acts: Acts = {
  ...actsOfTwo,
  ...actsOfRights,
  ...planActs,
  pause: saying('Paused. Nothing happens until you start it again.', async ({ kith, viewer }) => {
    // With somebody it is the pause of both, and can be ended by whoever needed it.
    await pauseMyMatch(kith, viewer).catch(async (error: unknown) => {
      if (!(error instanceof NotFound || error instanceof NoLongerPossible)) throw error;
      await peers.pauseMyRequest(kith, viewer);
    });
  }),
  resume: saying('Started again.', ({ kith, viewer }) => peers.resumeMyRequest(kith, viewer)),
  withdraw: saying('Stopped. Nobody contacts you any more.', ({ kith, viewer }) =>
    peers.withdrawMyRequest(kith, viewer),
  ),
  'renew-link': async ({ kith, viewer }) => ({ renewed: await renewMyLink(kith, viewer) }),
  'stop-letters': saying('Stopped. We send you nothing any more. You can still come back here.', ({ kith, viewer }) =>
    stopMyLetters(kith, viewer),
  ),
  agree: saying('Saved. You said yes.', async (press) =>
    agreeToAgreement(press.kith, press.viewer, await version(press)),
  ),
  object: saying('Saved. It does not hold until you say yes yourself.', async (press) =>
    objectToAgreement(press.kith, press.viewer, await version(press)),
  ),
  'propose-agreement': saying('Sent. It holds when you have both said yes.', async (press) =>
    proposeAgreement(press.kith, press.viewer, {
      matchId: await myMatchId(press.kith, press.viewer),
      basedOn: number(press) || null,
      lines: agreementTopics
        .filter((topic) => press.has(`line-${topic}`))
        .map((topic) => ({ topic, words: press.text(`line-${topic}`) })),
    }),
  ),
  'go-on': saying('You two go on.', ({ kith, viewer }) => resumeMyMatch(kith, viewer)),
  'somebody-else': saying('Done. The team looks for somebody else.', ({ kith, viewer }) =>
    askForSomebodyElse(kith, viewer),
  ),
  'end-match': saying('Finished for now. You can come back whenever you like.', ({ kith, viewer, text }) =>
    endMyMatch(kith, viewer, { goodbye: text('goodbye') || null }),
  ),
  'rather-wait': saying('Saved. You would rather wait.', ({ kith, viewer }) => ratherWait(kith, viewer, true)),
  'stand-in-is-fine': saying('Saved.', ({ kith, viewer }) => ratherWait(kith, viewer, false)),
  'running-low': saying('Said. You are not alone with it.', ({ kith, viewer }) => sayRunningLow(kith, viewer)),
  'not-low': saying('Good to hear.', ({ kith, viewer }) => sayRunningLow(kith, viewer, false)),
  thanks: saying('Given. They see it when they look.', ({ kith, viewer, text }) =>
    sendThanks(kith, viewer, {
      matchId: text('matchId') || null,
      words: text('thanks'),
      mayKeep: text('mayKeep') === 'yes',
      idempotencyKey: text('key'),
    }),
  ),
  'contact-comment': saying('Saved beside it.', ({ kith, viewer, text }) =>
    commentOnContact(kith, viewer, {
      contactId: text('contactId'),
      words: text(`comment-${text('contactId')}`),
      wishesCorrection: text('wishesCorrection') === 'yes',
    }),
  ),
  'step-new': saying('Added.', async ({ kith, viewer, text }) =>
    proposeMyStep(kith, viewer, {
      owner: 'PERSON',
      what: text('what'),
      onDay: readDayTyped(text('onDay'), 'onDay'),
      isPrivate: text('isPrivate') === 'yes',
      idempotencyKey: text('key'),
    }),
  ),
  'step-done': saying('Done. Well done.', ({ kith, viewer, text }) =>
    markMyStep(kith, viewer, { stepId: text('stepId'), state: 'DONE' }),
  ),
  'step-let-go': saying('Let go. That is fine.', ({ kith, viewer, text }) =>
    markMyStep(kith, viewer, { stepId: text('stepId'), state: 'LET_GO' }),
  ),
  'step-planned': saying('It is planned again.', ({ kith, viewer, text }) =>
    markMyStep(kith, viewer, { stepId: text('stepId'), state: 'PLANNED' }),
  ),
  'follow-up': saying('Thank you. You are not asked again.', ({ kith, viewer, text }) =>
    answerFollowUp(kith, viewer, {
      stepId: text('stepId') || null,
      introductionId: text('introductionId') || null,
      gotThere: gotThereAnswers.find((answer) => answer === text('gotThere')) ?? null,
      helped: helpedAnswers.find((answer) => answer === text('helped')) ?? null,
    }),
  ),
  'introduction-yes': saying('It leaves in a few minutes. You can stop it until then.', ({ kith, viewer, text }) =>
    sayYesToIntroduction(kith, viewer, { introductionId: text('introductionId') }),
  ),
  'introduction-no': saying('Stopped. Nothing more is sent.', ({ kith, viewer, text }) =>
    sayNoToIntroduction(kith, viewer, { introductionId: text('introductionId') }),
  ),
  'permission-give': saying('Saved. You can take it back any day.', async ({ kith, viewer, text }) => {
    const expiresOn = readDayTyped(text('expiresOn'), 'expiresOn');
    if (!expiresOn) throw new InvalidInput('Write a day, for example 24/12/2026.', 'expiresOn');
    await givePermission(kith, viewer, {
      matchId: await myMatchId(kith, viewer),
      withWhom: text('withWhom'),
      about: text('about'),
      expiresOn,
    });
  }),
  'permission-withdraw': saying('Taken back.', ({ kith, viewer, text }) =>
    withdrawPermission(kith, viewer, { permissionId: text('permissionId') }),
  ),
};

/** Where on the page a problem belongs: the contract's field → the form's field. */
function fieldOfAct(act: string, field: string | null | undefined, text: Press['text']): string {
  if (!field) return '';
  if (Object.hasOwn(planActs, act)) return fieldOfPlanAct(act, field, text);
  if (act === 'contact-comment') return `comment-${text('contactId')}`;
  if (act === 'thanks') return 'thanks';
  if (act === 'contact-new') return 'contactNote';
  if (act === 'raise-concern') return field === 'words' ? 'concern' : '';
  if (act === 'not-to-meet') return 'notToMeet';
  if (act === 'propose-agreement') return field.startsWith('lines.') ? field.replace('lines.', 'line-') : '';
  return [
    'what',
    'onDay',
    'withWhom',
    'about',
    'expiresOn',
    'goodbye',
    'without',
    'like',
    'offer',
    'offLimits',
    'way',
    'pin',
  ].includes(field)
    ? field
    : '';
}

/** What is limited, and the field that it is typed into. */
function fieldOfLimit(act: string): string {
  return act === 'pin-set' ? 'pin' : '';
}

/** Does what was pressed; what is not known does nothing. Every refusal is a sentence for the person. */
export async function perform(kith: Kith, viewer: PersonViewer, act: string, fields: URLSearchParams): Promise<Done> {
  const text = (name: string) => (fields.get(name) ?? '').replaceAll('\r\n', '\n').trim();
  if (!Object.hasOwn(acts, act)) return {};
  try {
    return (await acts[act]?.({ kith, viewer, text, has: (name) => fields.has(name) })) ?? {};
  } catch (error) {
    if (
      error instanceof NoLongerPossible ||
      error instanceof AdvocateUnavailable ||
      error instanceof ConsentRequired ||
      error instanceof NotFound
    )
      return { notice: error.message };
    // Not as a wrong word at the door: they are inside, and what they wrote stays.
    if (error instanceof RateLimited)
      return { problems: [{ field: fieldOfLimit(act), message: error.message }], written: Object.fromEntries(fields) };
    // The same form sent twice was taken the first time.
    if (error instanceof IdempotencyConflict) return { notice: 'This was saved already.' };
    if (!(error instanceof InvalidInput)) throw error;
    return {
      problems: [{ field: fieldOfAct(act, error.field, text), message: error.message }],
      written: Object.fromEntries(fields),
    };
  }
}
