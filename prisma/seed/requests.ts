import { sha256 } from '../../packages/server/src/infra/crypto.ts';
import type { Kith } from '../../packages/server/src/kith.ts';
import {
  acceptMatch,
  declineMatch,
  pauseMyRequest,
  proposeMatch,
  requestPeer,
  resumeMyRequest,
  withdrawMyRequest,
} from '../../packages/server/src/modules/peers/actions.ts';
import { proposeAgreement, recordReadOut } from '../../packages/server/src/modules/peers/agreements/agreeing.ts';
import { recordContact } from '../../packages/server/src/modules/peers/contacts/recording.ts';
import { passOnLapsed } from '../../packages/server/src/modules/peers/lapsing.ts';
import { finishMyRequest } from '../../packages/server/src/modules/peers/matches/ending.ts';
import { recordReading } from '../../packages/server/src/modules/peers/reading.ts';
import { proposeStep } from '../../packages/server/src/modules/plans/steps.ts';
import { currentConsent } from '../../packages/server/src/modules/safety/consent.ts';
import type { PersonViewer } from '../../packages/server/src/viewer.ts';
import { dayFrom, townStaff } from './people.ts';
import { partners } from './town/partners.ts';
import { stories } from './town/stories.ts';
import type { Moment, Step, Story } from './town/story.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const MINUTE_MS = 60_000;

type Staff = Awaited<ReturnType<typeof townStaff>>;

/**
 * Lets the last weeks happen: every request and introduction goes through the actions that people's own go through, with
 * the clock set back, so that words are sealed, rules are kept and audits are written. A request that is there is left alone.
 *
 * @param serviceIdOf the row id of a service of the town
 */
export async function tellStories(kith: Kith, serviceIdOf: (id: string) => string | null): Promise<void> {
  const staff = await townStaff(kith);
  for (const story of stories) {
    const key = keyOf(story);
    if (await kith.db.peerRequest.findUnique({ where: { idempotencyHash: sha256(key) }, select: { id: true } }))
      continue;
    const requestId = await ask(backAt(kith, story.asked), story, key, serviceIdOf);
    for (const step of story.since ?? []) await happen(kith, staff, requestId, step);
  }
}

async function ask(then: Kith, story: Story, key: string, serviceIdOf: (id: string) => string | null): Promise<string> {
  const { publicKey } = story.partner ? partners[story.partner] : { publicKey: null };
  const partner = publicKey ? await then.db.partner.findUniqueOrThrow({ where: { publicKey } }) : null;
  const { reference } = await requestPeer(
    then,
    { partner, addressHash: key },
    {
      idempotencyKey: key,
      words: story.words,
      wishes: (story.wishes ?? []).map(([dimension, value, weight]) => ({ dimension, value, weight })),
      reach: story.reach,
      area: story.area,
      serviceId: story.about ? serviceIdOf(story.about) : null,
      outwardCode: story.outwardCode,
      language: story.language,
      consentVersion: currentConsent().version,
    },
  );
  const { id } = await then.db.peerRequest.findUniqueOrThrow({ where: { reference }, select: { id: true } });
  return id;
}

async function happen(kith: Kith, staff: Staff, requestId: string, step: Step): Promise<void> {
  const then = backAt(kith, step.when);
  const person: PersonViewer = { kind: 'person', requestId };
  switch (step.does) {
    case 'read words':
      return recordReading(then, staff.viewerOf(step.who), requestId, 'words');
    case 'introduce': {
      const advocateId = staff.advocateId(step.advocate);
      await proposeMatch(then, staff.viewerOf(step.who), {
        requestId,
        advocateId,
        reason: step.because,
        overrideReason: step.because,
      });
      return;
    }
    case 'say yes': {
      const { id: matchId } = await openMatch(then, requestId);
      const firstMeeting = { channel: step.channel, when: step.at, words: step.words };
      const advocate = staff.viewerOf(step.advocate);
      await acceptMatch(then, advocate, { matchId, firstMeeting });
      await proposeAgreement(then, advocate, { matchId, basedOn: null });
      await recordReadOut(then, advocate, { matchId, number: 1 });
      return;
    }
    case 'say not me': {
      const { id: matchId } = await openMatch(then, requestId);
      await declineMatch(then, staff.viewerOf(step.advocate), { matchId });
      return;
    }
    case 'let it pass': {
      const { lapsesAt } = await openMatch(then, requestId);
      const justAfter = new Date(lapsesAt.getTime() + MINUTE_MS);
      await passOnLapsed({ ...then, clock: { now: () => justAfter } }, { requestId });
      return;
    }
    case 'note a contact': {
      const { id: matchId } = await liveMatch(then, requestId);
      const idempotencyKey = `demo-town-contact-${requestId}-${step.when.join('-')}`;
      const { helped: interventions, mood, note, nextStep } = step;
      const contact = { matchId, idempotencyKey, interventions, mood, note, nextStep };
      await recordContact(then, staff.viewerOf(step.advocate), contact);
      return;
    }
    case 'plan a step': {
      const { id: matchId } = await liveMatch(then, requestId);
      const { what, meetingPoint } = step;
      const isAccompanied = meetingPoint !== undefined;
      await proposeStep(then, staff.viewerOf(step.advocate), {
        matchId,
        idempotencyKey: `demo-town-step-${requestId}-${step.when.join('-')}`,
        owner: isAccompanied ? 'BOTH' : 'PERSON',
        what,
        onDay: dayFrom(kith, step.inDays),
        isAccompanied,
        meetingPoint,
      });
      return;
    }
    case 'pause':
      return pauseMyRequest(then, person);
    case 'come back':
      return resumeMyRequest(then, person);
    case 'withdraw':
      return withdrawMyRequest(then, person);
    case 'finish for now':
      return finishMyRequest(then, person);
  }
}

function openMatch(kith: Kith, requestId: string) {
  return kith.db.match.findFirstOrThrow({ where: { requestId, status: 'PROPOSED' } });
}

function liveMatch(kith: Kith, requestId: string) {
  return kith.db.match.findFirstOrThrow({ where: { requestId, status: 'ACTIVE' } });
}

function keyOf(story: Story): string {
  return `demo-town-${story.id}`;
}

/** The same Kith at a moment of the last weeks, never later than now. It sends no letters: nobody is there to read them. */
function backAt(kith: Kith, [daysAgo, hour]: Moment): Kith {
  const now = kith.clock.now();
  const day = new Date(now.getTime() - daysAgo * DAY_MS);
  day.setUTCHours(hour, 20, 0, 0);
  const then = new Date(Math.min(day.getTime(), now.getTime() - 5 * MINUTE_MS));
  return { ...kith, clock: { now: () => new Date(then) }, mail: { send: async () => undefined } };
}
