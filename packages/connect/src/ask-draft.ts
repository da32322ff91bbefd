/** How somebody may be reached. What the ask form offers of the contract's ContactChannel. */
export const askChannels = ['PHONE', 'TEXT', 'EMAIL', 'POST', 'COME_BACK'] as const;
export type AskChannel = (typeof askChannels)[number];

export type WishWeight = 'MATTERS' | 'DOES_NOT_MATTER' | 'RATHER_NOT';

/** One wish, without the "doesn't matter" that is the same as silence. */
export interface DraftWish {
  dimension: string;
  value: string;
  weight: WishWeight;
}

/**
 * Times to tick: beside them own words may stand, but these a program always understands, so that a letter never waits for
 * somebody to read when it may go.
 */
export const safeHours = ['weekdays', 'weekends', 'mornings', 'afternoons', 'evenings'] as const;

/** What the person has written so far. Lives in the form's own fields and nowhere else. */
export interface AskDraft {
  words: string;
  wishes: DraftWish[];
  channel: AskChannel | '';
  phone: string;
  email: string;
  post: string;
  /** What was ticked of `safeHours`: "weekdays, mornings". Empty: any time. */
  hours: string;
  times: string;
  voicemail: '' | 'yes' | 'no';
  voicemailWords: string;
  othersMayAnswer: string;
  showNumber: '' | 'yes' | 'no';
  pronouns: string;
  describedAs: string;
  communicationNeeds: string;
  name: string;
  outwardCode: string;
  /** What was agreed to: purpose → version of the statement that was ticked. */
  consents: Record<string, string>;
}

export const emptyDraft: AskDraft = {
  words: '',
  wishes: [],
  channel: '',
  phone: '',
  email: '',
  post: '',
  hours: '',
  times: '',
  voicemail: '',
  voicemailWords: '',
  othersMayAnswer: '',
  showNumber: '',
  pronouns: '',
  describedAs: '',
  communicationNeeds: '',
  name: '',
  outwardCode: '',
  consents: {},
};

/** Longest texts that are taken, in characters. */
export const longest = {
  voicemailWords: 300,
  othersMayAnswer: 300,
  pronouns: 80,
  describedAs: 300,
  communicationNeeds: 300,
  words: 4_000,
  name: 80,
  times: 240,
  phone: 40,
  email: 254,
  post: 400,
  outwardCode: 12,
};

/** Reads what FormData and a parsed body have in common. */
export type Fields = Iterable<readonly [string, unknown]> & { getAll(name: string): unknown[] };

/** A draft from the fields of a form, whatever else somebody sent along. */
export function readDraft(fields: Fields): AskDraft {
  const texts = new Map<string, string>();
  for (const [name, value] of fields) if (typeof value === 'string') texts.set(name, value);
  const text = (name: string) => (texts.get(name) ?? '').replaceAll('\r\n', '\n').trim();
  const channel = text('channel');
  const yesOrNo = (name: string) => {
    const said = text(name);
    return said === 'yes' || said === 'no' ? said : '';
  };
  return {
    words: text('words'),
    wishes: readWishes(texts),
    channel: isAskChannel(channel) ? channel : '',
    phone: text('phone'),
    email: text('email'),
    post: text('post'),
    hours: fields.getAll('hours').join(', '),
    times: text('times'),
    voicemail: yesOrNo('voicemail'),
    voicemailWords: text('voicemailWords'),
    othersMayAnswer: text('othersMayAnswer'),
    showNumber: yesOrNo('showNumber'),
    pronouns: text('pronouns'),
    describedAs: text('describedAs'),
    communicationNeeds: text('communicationNeeds'),
    name: text('name'),
    outwardCode: text('outwardCode'),
    consents: readConsents(texts),
  };
}

function isAskChannel(text: string): text is AskChannel {
  return (askChannels as readonly string[]).includes(text);
}

/**
 * When it is safe, as one text: what was ticked, then own words.
 *
 * @param words what to call each of `safeHours`; left out: as it is kept
 */
export function timesOf({ hours, times }: AskDraft, words?: Readonly<Record<string, string>>): string {
  const ticked = words ? hours.split(', ').map((hour) => words[hour] ?? hour) : [hours];
  return [ticked.join(', '), times].filter(Boolean).join('. ');
}

function readWishes(texts: Map<string, string>): DraftWish[] {
  const wishes: DraftWish[] = [];
  for (const [name, weight] of texts) {
    const [kind, dimension, value] = name.split(':');
    if (kind === 'wish' && dimension && value && (weight === 'MATTERS' || weight === 'RATHER_NOT'))
      wishes.push({ dimension, value, weight });
  }
  return wishes;
}

function readConsents(texts: Map<string, string>): Record<string, string> {
  const ticked = [...texts].filter(([name]) => name.startsWith('consent:'));
  return Object.fromEntries(ticked.map(([name, version]) => [name.slice('consent:'.length), version]));
}

export function consentField(purpose: string): string {
  return `consent:${purpose}`;
}

/** The form's fields for a draft, to carry it through a page without JavaScript. */
export function draftFields(draft: AskDraft): [string, string][] {
  const { wishes, consents: _neverCarried, ...texts } = draft;
  return [
    ...Object.entries(texts).filter(([, value]) => value !== ''),
    ...wishes.map((wish): [string, string] => [wishField(wish), wish.weight]),
  ];
}

export function wishField(wish: { dimension: string; value: string }): string {
  return `wish:${wish.dimension}:${wish.value}`;
}

/** The number or address that belongs to the chosen channel; null: none is needed. */
export function reachValue(draft: AskDraft): string | null {
  if (draft.channel === 'PHONE' || draft.channel === 'TEXT') return draft.phone;
  if (draft.channel === 'EMAIL') return draft.email;
  if (draft.channel === 'POST') return draft.post;
  return null;
}

/** The part of RequestPeerInput that the person wrote. */
export function toInput(draft: AskDraft) {
  const channel = draft.channel || 'COME_BACK';
  return {
    words: draft.words || null,
    wishes: draft.wishes,
    reach: {
      channel,
      value: reachValue(draft),
      name: draft.name || null,
      times: channel === 'COME_BACK' ? null : timesOf(draft) || null,
      mayLeaveVoicemail: channel === 'PHONE' && draft.voicemail ? draft.voicemail === 'yes' : null,
      voicemailWords: draft.voicemailWords || null,
      othersMayAnswer: draft.othersMayAnswer || null,
      mayShowNumber: channel === 'PHONE' && draft.showNumber ? draft.showNumber === 'yes' : null,
      pronouns: draft.pronouns || null,
      describedAs: draft.describedAs || null,
      communicationNeeds: draft.communicationNeeds || null,
    },
    outwardCode: draft.outwardCode || null,
    consentVersion: draft.consents.HANDLE_REQUEST ?? null,
  };
}
