import type {
  AdvocateStage,
  ContactChannel,
  Energy,
  SharedDimension,
  Visibility,
  WishWeight,
} from '../../../generated/prisma/enums.ts';
import { outwardAreaOf, type Point } from '../directory/outward-places.ts';
import { kilometresBetween } from '../directory/places.ts';
import { labelOf } from '../people/shared-vocabulary.ts';
import { doHoursMeet, type WeekHours } from './queue/week-hours.ts';
import { AdvocateUnavailable, NotSuitable } from './rules.ts';
import { channelWords } from './sentences.ts';

/** An advocate, as far as the rules look at them. */
export interface Candidate {
  id: string;
  firstName: string;
  stage: AdvocateStage;
  energy: Energy;
  /** Calendar days at midnight UTC. */
  breakUntil: Date | null;
  readyUntil: Date | null;
  supervisionDueOn: Date | null;
  capacity: number;
  /** Matches that are PROPOSED or ACTIVE. */
  openMatches: number;
  languages: readonly string[];
  channels: readonly ContactChannel[];
  outwardCode: string | null;
  characteristics: readonly { dimension: SharedDimension; value: string; visibility: Visibility }[];
  /** Where the outward code is; null or left out: not known. */
  place?: Point | null;
  /** When they can be there; null or left out: any time. */
  hours?: WeekHours | null;
  /** Days away that are known, the last day included; left out: none. */
  timesAway?: readonly { fromOn: Date; untilOn: Date }[];
  /** When they were last asked to meet somebody; null or left out: never. */
  lastAskedAt?: Date | null;
  /** Requests that they are not to be asked about: they know each other, or said "not me". */
  notFor?: ReadonlySet<string>;
  /** How an earlier introduction to the same request ended. */
  earlier: 'DECLINED' | 'LAPSED' | null;
}

/** Why an advocate is not suggested, as a coordinator may know it. */
export type Exclusion =
  | 'NO_ROOM'
  | 'ON_BREAK'
  | 'LOW'
  | 'LEARNING'
  | 'NO_AGREEMENT'
  | 'SUPERVISION_DUE'
  | 'ASKED_BEFORE'
  | 'NOT_SUITABLE';

/** About half an hour on a bus. */
const NEAR_KM = 10;

/** What an advocate brings, whether or not there is room. */
export type Profile = Pick<Candidate, 'languages' | 'channels' | 'outwardCode' | 'characteristics' | 'place' | 'hours'>;

/** What was asked for, as far as the rules look at it. */
export interface Asked {
  id: string;
  channel: ContactChannel;
  language: string;
  outwardCode: string | null;
  place?: Point | null;
  /** When it is safe for the person, where that could be read; null or left out: they set no hours. */
  hours?: WeekHours | null;
  wishes: readonly { dimension: SharedDimension; value: string; weight: WishWeight }[];
}

/** Why an advocate fits, and what is not met. Never says anything about a "rather not". */
export interface Fit {
  reasons: string[];
  notMet: string[];
}

/** Whether the advocate has something that the person would rather not meet. Counts what the advocate keeps private, too. */
export function isRatherNot(asked: Pick<Asked, 'wishes'>, candidate: Profile): boolean {
  return asked.wishes.some((wish) => wish.weight === 'RATHER_NOT' && hasValue(candidate, wish, true));
}

/** Reasons and unmet wishes in words that the coordinator, the advocate and the person may all read. */
export function explain(asked: Asked, candidate: Profile): Fit {
  const reasons: string[] = [];
  const notMet: string[] = [];
  for (const wish of asked.wishes) {
    if (wish.weight !== 'MATTERS') continue;
    const label = labelOf(wish.dimension, wish.value);
    const isLanguage = wish.dimension === 'LANGUAGE';
    if (hasValue(candidate, wish, false)) reasons.push(isLanguage ? `Speaks ${label}` : `Shares: ${label}`);
    else if (isUnmet(asked, candidate, wish))
      notMet.push(isLanguage ? `Does not speak ${label}` : `Not shared: ${label}`);
  }
  const language = baseOf(asked.language);
  if (!asked.wishes.some((wish) => wish.dimension === 'LANGUAGE' && wish.value === language)) {
    const label = labelOf('LANGUAGE', language);
    if (!speaks(candidate, language)) notMet.push(`Does not speak ${label}`);
    else if (language !== 'en') reasons.push(`Speaks ${label}`);
  }
  if (asked.channel !== 'COME_BACK') {
    const words = channelWords[asked.channel];
    if (fitsChannel(asked, candidate))
      reasons.push(asked.channel === 'IN_PERSON' ? 'Meets in person' : `Keeps in touch ${words}`);
    else notMet.push(asked.channel === 'IN_PERSON' ? 'Does not meet in person' : `Does not keep in touch ${words}`);
  }
  if (asked.hours && candidate.hours) {
    if (doHoursMeet(asked.hours, candidate.hours)) reasons.push('Has time when it is safe');
    else notMet.push('No time when it is safe');
  }
  const distance = distanceOf(asked, candidate);
  if (distance === 'same') reasons.push('Lives in the same area');
  if (distance === 'near') reasons.push('Lives not far away');
  if (distance === 'far' && asked.channel === 'IN_PERSON') notMet.push('Lives further away');
  return { reasons, notMet };
}

/**
 * Why an advocate can take nobody new today, in a sentence for a coordinator; null: they can.
 *
 * @param today calendar day of the team, at midnight UTC as dates are stored
 */
export function whyUnavailable(candidate: Candidate, today: Date): string | null {
  const exclusion = exclusionOfDay(candidate, today);
  return exclusion === null ? null : sentenceOf(exclusion, candidate.firstName);
}

/**
 * Why this advocate is not suggested for this request; null: they are. A "rather not" and two who know each other are one
 * answer: neither tells what the person would rather not, nor what an advocate keeps to themselves.
 */
export function exclusionOf(asked: Pick<Asked, 'id' | 'wishes'>, candidate: Candidate, today: Date): Exclusion | null {
  if (isRatherNot(asked, candidate)) return 'NOT_SUITABLE';
  if (candidate.earlier === 'DECLINED') return 'ASKED_BEFORE';
  if (candidate.notFor?.has(asked.id)) return 'NOT_SUITABLE';
  return exclusionOfDay(candidate, today);
}

function exclusionOfDay(candidate: Candidate, today: Date): Exclusion | null {
  if (candidate.openMatches >= candidate.capacity) return 'NO_ROOM';
  if (isOnBreak(candidate, today)) return 'ON_BREAK';
  if (candidate.energy === 'LOW') return 'LOW';
  return notReadyOf(candidate, today);
}

/** An exclusion in a sentence for a coordinator. */
export function sentenceOf(exclusion: Exclusion, name: string): string {
  switch (exclusion) {
    case 'NO_ROOM':
      return `${name} has no room for somebody new now.`;
    case 'ON_BREAK':
      return `${name} is on a break.`;
    case 'LOW':
      return `${name} takes nobody new for now.`;
    case 'LEARNING':
      return `${name} is still learning and does not meet people alone yet.`;
    case 'NO_AGREEMENT':
      return `${name} has no current readiness agreement.`;
    case 'SUPERVISION_DUE':
      return `${name} needs supervision first: it is overdue.`;
    case 'ASKED_BEFORE':
      return `${name} was asked for this person before. They are not asked again.`;
    case 'NOT_SUITABLE':
      return `Not ${name} for this person: they would rather not, or the two know each other.`;
  }
}

/** @throws {NotSuitable | AdvocateUnavailable} whatever the coordinator's reason is */
export function assertMayBeIntroduced(asked: Pick<Asked, 'id' | 'wishes'>, candidate: Candidate, today: Date): void {
  const exclusion = exclusionOf(asked, candidate, today);
  if (exclusion === 'NOT_SUITABLE') throw new NotSuitable();
  if (exclusion !== null)
    throw new AdvocateUnavailable(`${sentenceOf(exclusion, candidate.firstName)} Please choose somebody else.`);
}

/**
 * Whether an advocate may say yes. Low energy is theirs to judge; a break, no room and what a supervisor agreed are not.
 *
 * @param activeMatches the advocate's ACTIVE matches, without this one
 * @throws {AdvocateUnavailable}
 */
export function assertMayAccept(candidate: Candidate, activeMatches: number, today: Date): void {
  if (isOnBreak(candidate, today))
    throw new AdvocateUnavailable('You are on a break. End it first, or answer “not me”: that costs nothing.');
  if (activeMatches >= candidate.capacity)
    throw new AdvocateUnavailable('You have as many people as you agreed to. Please talk to your coordinator.');
  if (notReadyOf(candidate, today) !== null)
    throw new AdvocateUnavailable('Your agreement or supervision is due first. Please talk to your coordinator.');
}

function notReadyOf(candidate: Candidate, today: Date): Exclusion | null {
  if (candidate.stage === 'LEARNER' || candidate.stage === 'SHADOWING') return 'LEARNING';
  if (candidate.readyUntil === null || candidate.readyUntil < today) return 'NO_AGREEMENT';
  if (candidate.supervisionDueOn !== null && candidate.supervisionDueOn < today) return 'SUPERVISION_DUE';
  return null;
}

function isOnBreak(candidate: Candidate, today: Date): boolean {
  if (candidate.timesAway?.some(({ fromOn, untilOn }) => fromOn <= today && today <= untilOn)) return true;
  return candidate.energy === 'BREAK' && (candidate.breakUntil === null || candidate.breakUntil >= today);
}

/**
 * How well an advocate fits what was asked, lower is better: wishes that matter first, then language, channel, hours, and how
 * far they live when they meet in person. For the order only: never kept, never shown.
 */
export function misfitOf(asked: Asked, candidate: Profile): readonly number[] {
  let unmet = 0;
  for (const wish of asked.wishes) if (isUnmet(asked, candidate, wish)) unmet++;
  const distance = distanceOf(asked, candidate);
  return [
    unmet,
    speaks(candidate, baseOf(asked.language)) ? 0 : 1,
    fitsChannel(asked, candidate) ? 0 : 1,
    doHoursMeet(asked.hours, candidate.hours) ? 0 : 1,
    distance === 'same' ? 0 : distance === 'near' ? 1 : 2,
  ];
}

// Nobody has two ages: who wishes for "25 to 34" and "35 to 49" is glad of either.
const EITHER: readonly SharedDimension[] = ['AGE_BAND', 'GENDER'];

/** Whether a wish that matters is not met, nor another one that would do as well. */
function isUnmet(asked: Asked, candidate: Profile, wish: Asked['wishes'][number]): boolean {
  if (wish.weight !== 'MATTERS' || hasValue(candidate, wish, false)) return false;
  if (!EITHER.includes(wish.dimension)) return true;
  return !asked.wishes.some(
    (other) => other.dimension === wish.dimension && other.weight === 'MATTERS' && hasValue(candidate, other, false),
  );
}

function hasValue(
  candidate: Profile,
  wish: { dimension: SharedDimension; value: string },
  withPrivate: boolean,
): boolean {
  if (wish.dimension === 'LANGUAGE' && speaks(candidate, wish.value)) return true;
  return candidate.characteristics.some(
    (own) =>
      own.dimension === wish.dimension &&
      (own.value === wish.value || (wish.dimension === 'CARER' && wish.value === 'carer')) &&
      (withPrivate || own.visibility !== 'PRIVATE'),
  );
}

function speaks(candidate: Profile, language: string): boolean {
  return candidate.languages.some((spoken) => baseOf(spoken) === language);
}

function fitsChannel(asked: Asked, candidate: Profile): boolean {
  return asked.channel === 'COME_BACK' || candidate.channels.includes(asked.channel);
}

/** Only for advocates who meet in person; null: not known, or it does not matter. */
function distanceOf(asked: Asked, candidate: Profile): 'same' | 'near' | 'far' | null {
  if (!candidate.channels.includes('IN_PERSON') || !asked.outwardCode || !candidate.outwardCode) return null;
  const [left, right] = [asked.outwardCode.toUpperCase(), candidate.outwardCode.toUpperCase()];
  if (left === right) return 'same';
  if (asked.place && candidate.place)
    return kilometresBetween(asked.place, candidate.place) <= NEAR_KM ? 'near' : 'far';
  return outwardAreaOf(left) === outwardAreaOf(right) ? 'near' : 'far';
}

function baseOf(language: string): string {
  return language.toLowerCase().split('-')[0] ?? language;
}
