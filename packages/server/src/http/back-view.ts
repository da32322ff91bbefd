import { type AskDraft, askChannels, emptyDraft, safeHours } from '@kith/connect/ask-draft.ts';
import type { BackView } from '@kith/connect/back/back-view.ts';
import type { ContactChannel, Nation } from '../../generated/prisma/enums.ts';
import type { Kith } from '../kith.ts';
import { findService } from '../modules/peers/ask-form.ts';
import type { MyRequest } from '../modules/peers/my-request.ts';
import { readMyPin } from '../modules/peers/pin/pin.ts';
import { dayInWords } from '../modules/peers/promise-clock.ts';
import { teamInWords } from '../modules/peers/sentences.ts';
import { dimensionLabels, sharedVocabulary } from '../modules/people/shared-vocabulary.ts';
import type { PersonViewer } from '../viewer.ts';
import { meanwhileFor } from './ask-page.tsx';
import { readPlanView } from './back/plan.ts';
import { readRights } from './back/rights.ts';
import { readDoing } from './back/together.ts';

const ways: Record<ContactChannel, string> = {
  PHONE: 'By phone',
  TEXT: 'By text message',
  EMAIL: 'By e-mail',
  POST: 'By letter',
  IN_PERSON: 'Face to face',
  COME_BACK: 'Here, when you come back',
};

/** One's own request as the come-back page shows it. @param changed what was being changed and could not be saved */
export async function toBackView(
  kith: Kith,
  viewer: PersonViewer,
  request: MyRequest,
  changed: Partial<AskDraft> = {},
): Promise<{ view: BackView; nation: Nation | null }> {
  const day = (at: Date) => dayInWords(request.timezone, at);
  const { meeting } = request;
  const from = await kith.db.peerRequest.findUnique({
    where: { id: request.id },
    select: { partner: { select: { publicKey: true, areas: true, nation: true } } },
  });
  const about = request.serviceId ? await findService(kith.db, request.serviceId) : null;
  const { together, ...doing } = await readDoing(kith, viewer, request);
  const view: BackView = {
    reference: request.reference,
    statusSentence: request.statusSentence,
    team: teamInWords(request.team),
    about: about?.name ?? null,
    meeting: meeting && {
      name: meeting.advocateName,
      aboutMe: meeting.aboutMe,
      pronouns: meeting.pronouns,
      describedAs: meeting.describedAs,
      advocateStory: meeting.advocateStory,
      shares: meeting.shares,
      how: meeting.firstMeeting && {
        way: ways[meeting.firstMeeting.channel],
        when: meeting.firstMeeting.when,
        words: meeting.firstMeeting.words,
      },
      reviewDay: meeting.reviewOn && day(meeting.reviewOn),
    },
    story: request.events.map(({ at, sentence }) => ({ day: day(at), at: at.toISOString(), sentence })),
    introductions: request.introductions.flatMap(({ proposedAt, reason }) =>
      reason ? [{ day: day(proposedAt), reason }] : [],
    ),
    draft: { ...draftOf(request), ...changed },
    otherReach: otherReachOf(request),
    wishes: [...sharedVocabulary],
    wishGroups: dimensionLabels,
    canPause: request.canPause,
    canResume: request.canResume,
    canWithdraw: request.canWithdraw,
    openUntilDay: day(request.linkExpiresAt),
    meanwhile: meanwhileFor(from?.partner ?? null),
    together,
    doing,
    rights: await readRights(kith, viewer, request),
    plan: await readPlanView(kith, viewer, request),
    pin: await readMyPin(kith, viewer),
    keptUntilDay: request.keptUntil && day(request.keptUntil),
    lettersStoppedDay: request.lettersStoppedAt && day(request.lettersStoppedAt),
  };
  return { view, nation: from?.partner?.nation ?? null };
}

function draftOf({ words, wishes, reach, outwardCode }: MyRequest): AskDraft {
  const channel = askChannels.find((known) => known === reach?.channel) ?? '';
  const value = reach?.value ?? '';
  return {
    ...emptyDraft,
    words: words ?? '',
    wishes: wishes.map(({ dimension, value: wished, weight }) => ({ dimension, value: wished, weight })),
    channel,
    phone: channel === 'PHONE' || channel === 'TEXT' ? value : '',
    email: channel === 'EMAIL' ? value : '',
    post: channel === 'POST' ? value : '',
    ...splitTimes(reach?.times ?? ''),
    voicemail: yesOrNo(reach?.mayLeaveVoicemail),
    voicemailWords: reach?.voicemailWords ?? '',
    othersMayAnswer: reach?.othersMayAnswer ?? '',
    showNumber: yesOrNo(reach?.mayShowNumber),
    pronouns: reach?.pronouns ?? '',
    describedAs: reach?.describedAs ?? '',
    communicationNeeds: reach?.communicationNeeds ?? '',
    name: reach?.name ?? '',
    outwardCode: outwardCode ?? '',
  };
}

/** What was ticked, and what was written beside it. */
function splitTimes(all: string): { hours: string; times: string } {
  const [ticked = '', ...rest] = all.split('. ');
  const isTicked = ticked.split(', ').every((word) => (safeHours as readonly string[]).includes(word));
  return isTicked ? { hours: ticked, times: rest.join('. ') } : { hours: '', times: all };
}

function yesOrNo(said: boolean | null | undefined): '' | 'yes' | 'no' {
  return typeof said === 'boolean' ? (said ? 'yes' : 'no') : '';
}

/** A way that the ask form does not offer (somebody wrote it down for the person). */
function otherReachOf({ reach }: MyRequest): string | null {
  return reach?.channel === 'IN_PERSON' ? [ways.IN_PERSON, reach.value].filter(Boolean).join(': ') : null;
}
