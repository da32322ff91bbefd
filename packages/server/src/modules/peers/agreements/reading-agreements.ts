import type { AgreedHow, MatchParty } from '../../../../generated/prisma/enums.ts';
import type { Kith } from '../../../kith.ts';
import type { PersonViewer, Viewer } from '../../../viewer.ts';
import { openJson } from '../contacts/sealed-words.ts';
import { type Look, lookAt } from '../contacts/together.ts';
import { isAgreeing } from '../rules.ts';
import { type AgreementLines, type CardWords, linesOf } from './agreement-rules.ts';
import { wordingFor } from './team-wording.ts';
import { type AgreementTopic, agreementTopics, wordingOf } from './wordings.ts';

/** One line of an agreement, beside what it was in the version before. */
export interface AgreementLine {
  topic: AgreementTopic;
  title: string;
  words: string;
  /** What the version before said; null: the same, or there was none. */
  before: string | null;
  isFixed: boolean;
}

/** One version, for whoever may know of it. The words are opened when they are read. */
export interface AgreementSeen {
  number: number;
  wording: string;
  reviewOn: Date;
  proposedBy: MatchParty;
  proposedAt: Date;
  advocateAgreedAt: Date | null;
  personAgreedAt: Date | null;
  personAgreedHow: AgreedHow | null;
  objectedAt: Date | null;
  agreedAt: Date | null;
  /** It is the newest that both agreed. */
  holds: boolean;
  /** It is the newest, and not both have agreed. */
  isOpen: boolean;
  lines(): Promise<AgreementLine[]>;
}

/** The card of one side. */
export interface CardSeen {
  side: MatchParty;
  savedAt: Date;
  words(): Promise<CardWords | null>;
}

/** The versions of a match's agreement, newest first. Empty: not for this viewer. */
export async function readAgreements(kith: Kith, viewer: Viewer, matchId: string): Promise<AgreementSeen[]> {
  const look = await lookAt(kith, viewer, matchId);
  if (!look) return [];
  const rows = await kith.db.matchAgreement.findMany({ where: { matchId }, orderBy: { number: 'asc' } });
  const holding = rows.findLast(({ agreedAt }) => agreedAt !== null)?.number;
  const seen = rows.map((row, index): AgreementSeen => {
    const older = rows[index - 1];
    return {
      ...row,
      holds: row.number === holding,
      isOpen: index === rows.length - 1 && row.agreedAt === null,
      lines: async () =>
        linesBeside(await openLines(look, row), older ? await openLines(look, older) : null, row.wording),
    };
  });
  // A stand-in needs what holds, not how it came about.
  return look.side === 'stand-in' ? seen.filter(({ holds }) => holds) : seen.toReversed();
}

/** The first-meeting cards of a match, the person's first. Empty: nothing said, or not for this viewer. */
export async function readCards(kith: Kith, viewer: Viewer, matchId: string): Promise<CardSeen[]> {
  const look = await lookAt(kith, viewer, matchId);
  if (!look) return [];
  const cards = await kith.db.meetingCard.findMany({ where: { matchId }, orderBy: { side: 'asc' } });
  return cards.map(({ side, savedAt, body }) => ({
    side,
    savedAt,
    words: async () => openJson<CardWords>(await look.open(), 'meeting_card.body', `${matchId}:${side}`, body),
  }));
}

/** What a new agreement of a team begins with. */
export async function firstLines(kith: Kith, teamId: string): Promise<AgreementLine[]> {
  const wording = await wordingFor(kith.db, teamId);
  return linesBeside(linesOf(wording), null, wording.version);
}

/** What /back shows of an agreement: all in clear, never log it. */
export interface MyAgreement {
  matchId: string;
  advocateName: string;
  /** The newest version: to be agreed, or the one that holds. Null: nobody has written one yet. */
  newest: MyVersion | null;
  /** The one that holds, when a newer one is open. */
  holds: MyVersion | null;
  /** Older ones, newest first. */
  earlier: MyVersion[];
  /** What a first version could say. */
  start: AgreementLine[];
  myCard: CardWords | null;
  theirCard: CardWords | null;
}

export type MyVersion = Omit<AgreementSeen, 'lines'> & { lines: AgreementLine[] };

/** The person's agreement with the advocate who said yes. @returns null: nobody said yes yet, or it is over */
export async function readMyAgreement(kith: Kith, viewer: PersonViewer): Promise<MyAgreement | null> {
  const matches = await kith.db.match.findMany({
    where: {
      requestId: viewer.requestId,
      request: { erasedAt: null },
      status: { in: ['PROPOSED', 'ACTIVE', 'PAUSED'] },
    },
    select: {
      id: true,
      status: true,
      answeredAt: true,
      advocate: { select: { firstName: true } },
      request: { select: { teamId: true } },
    },
    orderBy: { proposedAt: 'desc' },
  });
  const match = matches.find((one) => one.status !== 'PROPOSED' || isAgreeing(one));
  if (!match) return null;
  const seen = await readAgreements(kith, viewer, match.id);
  const versions = await Promise.all(seen.map(async (version) => ({ ...version, lines: await version.lines() })));
  const cards = await readCards(kith, viewer, match.id);
  const cardOf = async (side: MatchParty) => (await cards.find((card) => card.side === side)?.words()) ?? null;
  const [newest = null, ...older] = versions;
  return {
    matchId: match.id,
    advocateName: match.advocate.firstName,
    newest,
    holds: older.find(({ holds }) => holds) ?? null,
    earlier: older,
    start: await firstLines(kith, match.request.teamId),
    myCard: await cardOf('PERSON'),
    theirCard: await cardOf('ADVOCATE'),
  };
}

async function openLines(look: Look, row: { id: string; body: Uint8Array | null }): Promise<AgreementLines | null> {
  return openJson<AgreementLines>(await look.open(), 'match_agreement.body', row.id, row.body);
}

function linesBeside(lines: AgreementLines | null, before: AgreementLines | null, version: string): AgreementLine[] {
  if (lines === null) return [];
  const wording = wordingOf(version);
  return agreementTopics.map((topic) => {
    const line = wording.lines.find((one) => one.topic === topic);
    const words = lines[topic] ?? '';
    return {
      topic,
      title: line?.title ?? topic,
      words,
      before: before && before[topic] !== words ? (before[topic] ?? '') : null,
      isFixed: line?.isFixed ?? false,
    };
  });
}
