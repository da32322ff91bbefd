import type {
  AdvocateStage,
  ContactChannel,
  Energy,
  SharedDimension,
  Visibility,
  WishWeight,
} from '../../../generated/prisma/enums.ts';
import { labelOf } from '../people/shared-vocabulary.ts';
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
  /** How an earlier introduction to the same request ended. */
  earlier: 'DECLINED' | 'LAPSED' | null;
}

/** What an advocate brings, whether or not there is room. */
export type Profile = Pick<Candidate, 'languages' | 'channels' | 'outwardCode' | 'characteristics'>;

/** What was asked for, as far as the rules look at it. */
export interface Asked {
  id: string;
  channel: ContactChannel;
  language: string;
  outwardCode: string | null;
  wishes: readonly { dimension: SharedDimension; value: string; weight: WishWeight }[];
}

/** Why an advocate fits, and what is not met. Never says anything about a "rather not". */
export interface Fit {
  reasons: string[];
  notMet: string[];
}

/** Only a human being introduces. */
export interface SuggestedAdvocate extends Fit {
  advocateId: string;
  openMatches: number;
  capacity: number;
}

export const MOST_SUGGESTIONS = 3;

/**
 * The advocates to think of first, with reasons in plain words. Deterministic; no score is kept or shown.
 *
 * @param today calendar day of the team, at midnight UTC as dates are stored
 */
export function suggest(
  asked: Asked,
  candidates: readonly Candidate[],
  today: Date,
  most: number = MOST_SUGGESTIONS,
): SuggestedAdvocate[] {
  // A team can be large: only the best are kept in order, the rest is looked at once.
  const best: Ranked[] = [];
  // Equals take turns from request to request, instead of the first of the alphabet getting everybody.
  const compare = (left: Ranked, right: Ranked) =>
    compareRanks(left, right) ||
    turnOf(asked.id, left.candidate.id) - turnOf(asked.id, right.candidate.id) ||
    (left.candidate.id < right.candidate.id ? -1 : 1);
  for (const candidate of candidates) {
    if (candidate.earlier === 'DECLINED' || whyUnavailable(candidate, today) !== null) continue;
    if (isRatherNot(asked, candidate)) continue;
    const ranked = { candidate, rank: rankOf(asked, candidate) };
    const place = best.findIndex((other) => compare(ranked, other) < 0);
    if (place >= 0) best.splice(place, 0, ranked);
    else if (best.length < most) best.push(ranked);
    if (best.length > most) best.pop();
  }
  return best.map(({ candidate }) => {
    const { reasons, notMet } = explain(asked, candidate);
    return {
      advocateId: candidate.id,
      openMatches: candidate.openMatches,
      capacity: candidate.capacity,
      reasons: reasons.length > 0 ? reasons : ['Has room for somebody new'],
      notMet: candidate.earlier === 'LAPSED' ? [...notMet, 'Could not answer in time before'] : notMet,
    };
  });
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
  const name = candidate.firstName;
  if (candidate.openMatches >= candidate.capacity) return `${name} has no room for somebody new now.`;
  if (isOnBreak(candidate, today)) return `${name} is on a break.`;
  if (candidate.energy === 'LOW') return `${name} takes nobody new for now.`;
  return whyNotReady(candidate, today);
}

/** @throws {NotSuitable | AdvocateUnavailable} whatever the coordinator's reason is */
export function assertMayBeIntroduced(asked: Asked, candidate: Candidate, today: Date): void {
  if (isRatherNot(asked, candidate)) throw new NotSuitable();
  const problem = whyUnavailable(candidate, today);
  if (problem !== null) throw new AdvocateUnavailable(`${problem} Please choose somebody else.`);
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
  if (whyNotReady(candidate, today) !== null)
    throw new AdvocateUnavailable('Your agreement or supervision is due first. Please talk to your coordinator.');
}

function whyNotReady(candidate: Candidate, today: Date): string | null {
  const name = candidate.firstName;
  if (candidate.stage === 'LEARNER' || candidate.stage === 'SHADOWING')
    return `${name} is still learning and does not meet people alone yet.`;
  if (candidate.readyUntil === null || candidate.readyUntil < today)
    return `${name} has no current readiness agreement.`;
  if (candidate.supervisionDueOn !== null && candidate.supervisionDueOn < today)
    return `${name} needs supervision first: it is overdue.`;
  return null;
}

function isOnBreak(candidate: Candidate, today: Date): boolean {
  return candidate.energy === 'BREAK' && (candidate.breakUntil === null || candidate.breakUntil >= today);
}

interface Ranked {
  candidate: Candidate;
  rank: readonly number[];
}

/** Lowest first: wishes that matter, language, channel, distance, an unanswered introduction, room. */
function rankOf(asked: Asked, candidate: Candidate): readonly number[] {
  let unmet = 0;
  for (const wish of asked.wishes) if (isUnmet(asked, candidate, wish)) unmet++;
  const distance = distanceOf(asked, candidate);
  return [
    unmet,
    speaks(candidate, baseOf(asked.language)) ? 0 : 1,
    fitsChannel(asked, candidate) ? 0 : 1,
    distance === 'same' ? 0 : distance === 'near' ? 1 : 2,
    candidate.earlier === null ? 0 : 1,
    candidate.openMatches,
  ];
}

function compareRanks(left: Ranked, right: Ranked): number {
  for (let index = 0; index < left.rank.length; index++) {
    const difference = (left.rank[index] ?? 0) - (right.rank[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
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
      own.dimension === wish.dimension && own.value === wish.value && (withPrivate || own.visibility !== 'PRIVATE'),
  );
}

function speaks(candidate: Profile, language: string): boolean {
  return candidate.languages.some((spoken) => baseOf(spoken) === language);
}

function fitsChannel(asked: Asked, candidate: Profile): boolean {
  return asked.channel === 'COME_BACK' || candidate.channels.includes(asked.channel);
}

/** By outward code, and only for advocates who meet in person; null: not known, or it does not matter. */
function distanceOf(asked: Asked, candidate: Profile): 'same' | 'near' | 'far' | null {
  if (!candidate.channels.includes('IN_PERSON') || !asked.outwardCode || !candidate.outwardCode) return null;
  const [left, right] = [asked.outwardCode.toUpperCase(), candidate.outwardCode.toUpperCase()];
  if (left === right) return 'same';
  return areaOf(left) === areaOf(right) ? 'near' : 'far';
}

/** "M33" → "M"; a ZIP → its first three digits. */
function areaOf(outwardCode: string): string {
  return /^[A-Z]+/.exec(outwardCode)?.[0] ?? outwardCode.slice(0, 3);
}

function baseOf(language: string): string {
  return language.toLowerCase().split('-')[0] ?? language;
}

/** FNV-1a. */
function turnOf(requestId: string, advocateId: string): number {
  let hash = 0x811c9dc5;
  for (const character of requestId + advocateId) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  }
  return hash >>> 0;
}
