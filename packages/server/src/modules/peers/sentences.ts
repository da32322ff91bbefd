import type { ContactChannel, PeerRequestStatus, RequestEventKind } from '../../../generated/prisma/enums.ts';
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
}

/** Where a request is, said to its person. */
export function statusSentence({ status, promisedBy, isLate, team, advocateName, answerBy }: Told): string {
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
      return answerBy === null
        ? `${capital(who)} has asked somebody who may suit you. You will see the answer here.`
        : `${capital(who)} has asked somebody who may suit you. You will see the answer here by ${dayInWords(team.timezone, answerBy)}.`;
    case 'CONNECTED':
      return advocateName === null
        ? 'You are connected with a peer.'
        : `${advocateName} said yes and looks forward to meeting you.`;
    case 'PAUSED':
      return 'Your request is paused. Nothing happens until you start it again.';
    case 'FINISHED_FOR_NOW':
      return 'Finished for now. You can come back whenever you like.';
    case 'WITHDRAWN':
      return 'You stopped this request. You can start it again whenever you like.';
  }
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
