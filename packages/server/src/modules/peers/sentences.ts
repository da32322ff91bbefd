import type {
  ContactChannel,
  Energy,
  MatchParty,
  MatchStatus,
  PeerRequestStatus,
  RequestEventKind,
} from '../../../generated/prisma/enums.ts';
import { energyOn, startOfDay } from '../people/rules.ts';
import { dayInWords } from './promise-clock.ts';

/** What the sentence about a request needs to know. */
export interface Told {
  status: PeerRequestStatus;
  promisedBy: Date;
  isLate: boolean;
  team: { name: string; timezone: string };
  /** The name of the advocate who said yes; null: nobody yet. */
  advocateName: string | null;
  /** When an introduction passes on by itself; null: nobody is being asked. */
  answerBy: Date | null;
  /** The advocate or a coordinator paused, not the person. */
  isPausedByOther: boolean;
  /** The break that this advocate takes now; null: none. */
  advocateBreak: Break | null;
}

/** A break or days away, as the people of an advocate are told. */
export interface Break {
  /** Days that were known before: holidays, for example. */
  isAway: boolean;
  /** The last day, at midnight UTC; null: not known yet. */
  until: Date | null;
  /** In the advocate's own words; null: nothing said. */
  words: string | null;
  /** The first name of who stands in; null: the team does. */
  standIn: string | null;
}

/** The break or the days away that the advocate of a match takes on this day, or none. They end after their last day. */
export function breakOf(
  match: {
    status: MatchStatus;
    rathersWait: boolean;
    advocate: {
      energy: Energy;
      breakUntil: Date | null;
      breakWords: string | null;
      timesAway: readonly { fromOn: Date; untilOn: Date }[];
    };
    standIn: { standIn: { firstName: string } } | null;
  },
  now: Date,
): Break | null {
  const { advocate } = match;
  const isResting = energyOn(advocate, now) === 'BREAK';
  const today = startOfDay(now);
  const away = advocate.timesAway.find(({ fromOn, untilOn }) => fromOn <= today && today <= untilOn);
  if (!isResting && !away) return null;
  const stepsIn = match.status === 'ACTIVE' && !match.rathersWait;
  return {
    isAway: !isResting,
    until: isResting ? advocate.breakUntil : (away?.untilOn ?? null),
    words: isResting ? advocate.breakWords : null,
    standIn: stepsIn ? (match.standIn?.standIn.firstName ?? null) : null,
  };
}

/** Whether somebody else than the person paused this match. */
export function isPausedByOther(
  match: { status: MatchStatus; pausedBy: MatchParty | null } | null | undefined,
): boolean {
  return match?.status === 'PAUSED' && match.pausedBy !== null && match.pausedBy !== 'PERSON';
}

/** Where a request is, said to its person. */
export function statusSentence(told: Told): string {
  const { status, promisedBy, isLate, team, advocateName, answerBy } = told;
  const day = dayInWords(team.timezone, promisedBy);
  const who = teamInWords(team.name);
  switch (status) {
    case 'ASKED':
    case 'CAME_BACK':
      if (isLate)
        return `We said that you would hear by ${day}. That day has passed, and we are sorry. ${capital(who)} still has your request.`;
      return status === 'ASKED'
        ? `You asked for a peer. ${capital(who)} answers by ${day}.`
        : `Good to have you back. ${capital(who)} answers by ${day}.`;
    case 'BEING_INTRODUCED':
      if (advocateName !== null)
        return `${advocateName} said yes and looks forward to meeting you. When you have both agreed how you meet, you are connected.`;
      return answerBy === null
        ? `${capital(who)} has asked somebody who may suit you. You will see the answer here.`
        : `${capital(who)} has asked somebody who may suit you. You will see the answer here by ${dayInWords(team.timezone, answerBy)}.`;
    case 'CONNECTED':
      if (advocateName === null) return 'You are connected with a peer.';
      return told.advocateBreak
        ? breakSentence(advocateName, told.advocateBreak, who)
        : `You and ${advocateName} are connected.`;
    case 'PAUSED':
      if (told.isPausedByOther)
        return `${advocateName ?? capital(who)} needs a pause. You did nothing wrong. You can wait, or ask for somebody else.`;
      return 'Your request is paused. Nothing happens until you start it again.';
    case 'FINISHED_FOR_NOW':
      return 'Finished for now. You can come back whenever you like.';
    case 'WITHDRAWN':
      return 'You stopped this request. You can start it again whenever you like.';
  }
}

function breakSentence(name: string, { isAway, until, words, standIn }: Break, team: string): string {
  const how = isAway ? 'is away' : 'is taking a break';
  const away = until ? `${name} ${how} until ${dayInWords('UTC', until)}.` : `${name} ${how} for a while.`;
  const meanwhile = standIn
    ? `${standIn} and ${team} are there for you meanwhile.`
    : `${capital(team)} is there for you meanwhile.`;
  return [away, ...(words ? [`${name} says: “${words}”`] : []), meanwhile].join(' ');
}

/** One line of a request's story, said to its person. */
export function eventSentence(kind: RequestEventKind): string {
  return eventSentences[kind];
}

const eventSentences: Readonly<Record<RequestEventKind, string>> = {
  ASKED: 'You asked for a peer.',
  WORDS_READ: 'A coordinator read your words.',
  INTRODUCED: 'A coordinator asked somebody to meet you.',
  ADVOCATE_SAID_YES: 'They said yes.',
  ADVOCATE_NOT_ABLE: 'They cannot do it this time. It is not about you. The team looks for somebody else.',
  INTRODUCTION_LAPSED: 'The introduction ended without an answer. The team looks for somebody else.',
  CHANGED: 'You changed your request.',
  PAUSED: 'You paused your request.',
  CAME_BACK: 'You came back.',
  WITHDRAWN: 'You stopped your request.',
  LINK_RENEWED: 'You made a new link. The old one no longer works.',
  NOTES_READ: 'A coordinator opened what is written about your contacts and steps.',
  AGREEMENT_PROPOSED: 'There is a new version of what you agree with each other.',
  AGREEMENT_READ_OUT: 'Your agreement was read out to you, and you said yes. Is that wrong? Say so here.',
  AGREEMENT_OBJECTED: 'You said that you had not agreed. The agreement waits for you.',
  AGREED: 'You both agreed how you meet.',
  MATCH_PAUSED: 'You two are on a pause.',
  MATCH_RESUMED: 'You two go on after a pause.',
  MATCH_ENDED: 'You two finished for now. You can come back whenever you like.',
  FINISHED: 'You finished for now.',
  SOMEBODY_ELSE: 'You asked for somebody else. The team looks for them.',
  REVIEWED: 'You two looked at how it goes.',
  STAND_IN_CAME: 'Somebody stands in during a break.',
  STAND_IN_WENT: 'The break is over.',
  NOBODY_FITS: 'Nobody who would suit you is free now. A coordinator wrote to you about it.',
  MOVED_TEAM: 'Another team looks after your request now.',
};

/** A way to be in touch, as it fits after "by" or alone. */
export const channelWords: Readonly<Record<ContactChannel, string>> = {
  PHONE: 'by phone',
  TEXT: 'by text message',
  EMAIL: 'by e-mail',
  POST: 'by post',
  IN_PERSON: 'in person',
  COME_BACK: 'here, when the person comes back',
};

/** "the Riverside team", whether or not the team's name says so itself. */
export function teamInWords(name: string): string {
  const bare = name.replace(/^the\s+/i, '');
  return /\bteam$/i.test(bare) ? `the ${bare}` : `the ${bare} team`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
