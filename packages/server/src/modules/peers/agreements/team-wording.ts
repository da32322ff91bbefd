import { InvalidInput, NotFound } from '../../../errors.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import { readText } from '../../../plain-text.ts';
import { hasRole, type Viewer } from '../../../viewer.ts';
import { LONGEST_LINE } from './agreement-rules.ts';
import { keepWording, linesIn, newestWording } from './wording-versions.ts';
import { type AgreementTopic, type AgreementWording, agreementTopics, currentWording } from './wordings.ts';

/** What a coordinator sees of their team's wording. */
export interface TeamWordingSeen {
  /** 0: Kith's own, nothing was chosen yet. */
  number: number;
  chosenAt: Date | null;
  /** First name; null: nobody chose, or they are gone. */
  chosenBy: string | null;
  lines: { topic: AgreementTopic; title: string; words: string; kithsWords: string; isFixed: boolean }[];
}

/**
 * The words that a new agreement of a team begins with: the team's own where it chose some, Kith's for the rest. What has to
 * be passed on is always Kith's. What two have agreed already holds its own words and is never read from here.
 */
export async function wordingFor(db: Pick<Tx, 'teamWording'>, teamId: string): Promise<AgreementWording> {
  const base = currentWording();
  const own = await newestWording(db, teamId, 'AGREEMENT');
  if (!own) return base;
  const words = linesIn(own);
  return {
    ...base,
    version: `${base.version}/team-${own.number}`,
    lines: base.lines.map((line) => (line.isFixed ? line : { ...line, words: words[line.topic] ?? line.words })),
  };
}

/** The wording of the viewer's own team; null: they coordinate none. */
export async function readTeamWording(kith: Kith, viewer: Viewer): Promise<TeamWordingSeen | null> {
  if (!hasRole(viewer, 'COORDINATOR') || viewer.teamId === null) return null;
  const own = await newestWording(kith.db, viewer.teamId, 'AGREEMENT');
  const chosenBy = own?.chosenById
    ? await kith.db.staffAccount.findUnique({ where: { id: own.chosenById }, select: { name: true } })
    : null;
  const wording = await wordingFor(kith.db, viewer.teamId);
  return {
    number: own?.number ?? 0,
    chosenAt: own?.chosenAt ?? null,
    chosenBy: chosenBy?.name.split(' ')[0] ?? null,
    lines: wording.lines.map(({ topic, title, words, isFixed }) => ({
      topic,
      title,
      words,
      kithsWords: currentWording().lines.find((line) => line.topic === topic)?.words ?? '',
      isFixed: isFixed ?? false,
    })),
  };
}

/**
 * A coordinator chooses the words that their team's agreements begin with from now on. Each choice is a version of its own;
 * the same again makes none. Words that are Kith's stay Kith's, and change when Kith's do.
 *
 * @param input.basedOn the version that was on the screen; 0: Kith's own
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function chooseAgreementWording(
  kith: Kith,
  viewer: Viewer,
  input: { lines: readonly { topic: AgreementTopic; words: string }[]; basedOn: number },
): Promise<void> {
  if (!hasRole(viewer, 'COORDINATOR') || viewer.teamId === null) throw new NotFound('You look after no team.');
  const lines = readOwnLines(input.lines);
  await keepWording(kith, viewer, {
    teamId: viewer.teamId,
    kind: 'AGREEMENT',
    lines,
    basedOn: input.basedOn,
    action: 'choose agreement wording',
  });
}

/** What differs from Kith's words. @throws {InvalidInput} too long, or a line that is a promise to everybody */
function readOwnLines(given: readonly { topic: AgreementTopic; words: string }[]): Record<string, string> {
  if (given.length > 2 * agreementTopics.length)
    throw new InvalidInput('These are more lines than an agreement has.', 'lines');
  const own: Record<string, string> = {};
  for (const { topic, words } of given) {
    const line = currentWording().lines.find((one) => one.topic === topic);
    const read = readText(words, LONGEST_LINE, `lines.${topic}`) ?? '';
    if (line?.isFixed && read !== line.words)
      throw new InvalidInput('What has to be passed on is the same for everybody.', `lines.${topic}`);
    delete own[topic];
    if (line && read !== line.words) own[topic] = read;
  }
  return own;
}
