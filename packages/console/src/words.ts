const DAY_MS = 24 * 60 * 60 * 1000;

const dayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const yearFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const shortFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });

/** "Thursday 26 November". */
export function day(iso: string): string {
  return dayFormat.format(read(iso)).replace(',', '');
}

/** "26 November 2024": for a day that may be long ago. */
export function dayOfYear(iso: string): string {
  return yearFormat.format(read(iso));
}

/** "Thu 26 Nov". */
export function shortDay(iso: string): string {
  return shortFormat.format(read(iso)).replace(',', '');
}

/** "Thursday 26 November, 2 pm" or "… 2:30 pm". */
export function dayAndTime(iso: string): string {
  return `${day(iso)}, ${time(read(iso))}`;
}

/** How long somebody has waited, as one would say it. Who came back waits from then on. */
export function waiting(request: { status: string; waitingSince: string; askedAt: string }, now: Date): string {
  const isBack = request.status === 'CAME_BACK';
  const days = daysBetween(isBack ? request.waitingSince : request.askedAt, now);
  const what = isBack ? 'Came back' : 'Asked';
  if (days <= 0) return `${what} today`;
  if (days === 1) return `${what} yesterday`;
  if (isBack) return `Came back ${days} days ago`;
  return request.status === 'ASKED' ? `Waiting for ${days} days` : `Asked ${days} days ago`;
}

function daysBetween(iso: string, now: Date): number {
  return Math.round((startOfDay(now).getTime() - startOfDay(read(iso)).getTime()) / DAY_MS);
}

/** "3 of 6 people". */
export function load(open: number | null, capacity: number | null): string {
  if (open === null || capacity === null) return '';
  return `${open} of ${capacity} ${capacity === 1 ? 'person' : 'people'}`;
}

export const channelWords: Readonly<Record<string, string>> = {
  PHONE: 'A phone call',
  TEXT: 'A text message',
  EMAIL: 'An e-mail',
  POST: 'A letter',
  IN_PERSON: 'Meeting in person',
  COME_BACK: 'They come back themselves',
};

export const areaWords: Readonly<Record<string, string>> = {
  EMPLOYMENT: 'Work',
  HOUSING: 'Home',
  LEISURE: 'Things to do',
  EDUCATION: 'Learning',
  ADVOCACY: 'Being heard',
  MONEY: 'Money',
  HEALTH: 'Health',
  CARING: 'Looking after someone',
  RELATIONSHIPS: 'People',
  DAILY_LIVING: 'Day to day',
};

/** How far people who have been there run a service. */
export const provisionWords: Readonly<Record<string, string>> = {
  SELF_HELP_GROUP: 'A group that people run for each other',
  ONLINE_GROUP: 'A support group that meets online',
  PEER_DELIVERED: 'Delivered by people who have been there',
  PEER_OPERATED: 'Run altogether by people who have been there',
  PEER_PARTNERSHIP: 'Run together by peers and another organization',
  PEER_EMPLOYEE: 'Has posts for people who have been there',
};

/** Who speaks up, and for whom. */
export const advocacyWords: Readonly<Record<string, string>> = {
  CITIZEN: 'Somebody from the community stands beside a person',
  SELF: 'People learn to speak up for themselves',
  GROUP: 'People with the same issue speak up together',
  PEER: 'Somebody who has been there speaks up with a person',
};

/** Whether a service can be offered, and what that means for who searches. */
export const serviceWords: Readonly<Record<string, string>> = {
  ACTIVE: 'It runs',
  TEMPORARILY_CLOSED: 'Closed for now, means to open again',
  INACTIVE: 'Does not run now',
  DEFUNCT: 'Has ended',
  UNVERIFIED: 'Not checked yet',
};

export const energyWords: Readonly<Record<string, string>> = { FINE: 'Fine', LOW: 'Low', BREAK: 'On a break' };

export const roleWords: Readonly<Record<string, string>> = {
  ADVOCATE: 'Advocate',
  COORDINATOR: 'Coordinator',
  STEWARD: 'Looks after the directory',
  PARTNER_EDITOR: "Looks after a partner's page",
  ADMINISTRATOR: 'Looks after accounts',
};

export const stageWords: Readonly<Record<string, string>> = {
  LEARNER: 'Learning',
  SHADOWING: 'Goes along with others',
  ADVOCATE: 'Advocate',
  MENTOR: 'Mentor',
};

export const requestWords: Readonly<Record<string, string>> = {
  ASKED: 'Waiting for us',
  BEING_INTRODUCED: 'An advocate has been asked',
  CONNECTED: 'Connected',
  PAUSED: 'Paused',
  FINISHED_FOR_NOW: 'Finished for now',
  CAME_BACK: 'Waiting for us again',
  WITHDRAWN: 'Taken back',
};

export const matchWords: Readonly<Record<string, string>> = {
  PROPOSED: 'Waiting for the advocate',
  ACTIVE: 'Connected',
  PAUSED: 'Paused',
  ENDED: 'Ended',
  DECLINED: 'Passed on',
  LAPSED: 'Passed on without an answer',
};

/** What to call a language, by its code. */
export function language(code: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

// A date without a time is a day everywhere, not a moment in UTC.
function read(iso: string): Date {
  return new Date(iso.length === 10 ? `${iso}T12:00:00` : iso);
}

function startOfDay(date: Date): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

function time(date: Date): string {
  const hour = date.getHours() % 12 || 12;
  const minutes = date.getMinutes() === 0 ? '' : `:${String(date.getMinutes()).padStart(2, '0')}`;
  return `${hour}${minutes} ${date.getHours() < 12 ? 'am' : 'pm'}`;
}
