import { InvalidInput } from '../../../errors.ts';
import type { Kith } from '../../../kith.ts';
import { readText } from '../../../plain-text.ts';
import type { Viewer } from '../../../viewer.ts';
import { keepWording, linesIn, type WordingLines } from '../agreements/wording-versions.ts';
import { type TeamToSetUp, teamToChange } from './access.ts';
import { type RoleTextKind, type RoleTextPart, roleTexts } from './role-texts.ts';

const LONGEST_PART = 3000;
/** As many as are listed. */
const VERSIONS_SHOWN = 20;

export interface PartSeen {
  topic: string;
  title: string;
  words: string;
  kithsWords: string;
  isFixed: boolean;
}

/** A text about a role as a team reads it. */
export interface RoleTextSeen {
  kind: RoleTextKind;
  title: string;
  about: string;
  /** 0: Kith's own, nobody chose yet. */
  number: number;
  parts: PartSeen[];
  /** The newest first. */
  versions: RoleTextVersion[];
}

export interface RoleTextVersion {
  number: number;
  chosenAt: Date;
  /** Name; null: no longer known. */
  chosenBy: string | null;
  /** Kith's own words were put back. */
  isKiths: boolean;
  /** All of it as it was. */
  parts: PartSeen[];
}

/** The text as it counts for a team now, and who chose what when. */
export async function readRoleText(kith: Kith, team: TeamToSetUp, kind: RoleTextKind): Promise<RoleTextSeen> {
  const { title, about, parts } = roleTexts[kind];
  const chosen = await kith.db.teamWording.findMany({
    where: { teamId: team.id, kind },
    orderBy: { number: 'desc' },
    take: VERSIONS_SHOWN,
  });
  const accounts = await kith.db.staffAccount.findMany({
    where: { id: { in: chosen.flatMap(({ chosenById }) => chosenById ?? []) } },
    select: { id: true, name: true },
  });
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const [newest] = chosen;
  return {
    kind,
    title,
    about,
    number: newest?.number ?? 0,
    parts: partsOf(parts, newest ? linesIn(newest) : {}),
    versions: chosen.map((version) => ({
      number: version.number,
      chosenAt: version.chosenAt,
      chosenBy: names.get(version.chosenById ?? '') ?? null,
      isKiths: Object.keys(linesIn(version)).length === 0,
      parts: partsOf(parts, linesIn(version)),
    })),
  };
}

/** As a file that every program opens: what it is and of when, then heading and words by turns. Empty parts are left out. */
export function roleTextFile(team: TeamToSetUp, { title, parts, versions }: RoleTextSeen): string {
  const chosenAt = versions[0]?.chosenAt;
  const day = chosenAt?.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: team.timezone });
  const told = parts.filter(({ words }) => words !== '').map((part) => `${part.title}\n\n${part.words}`);
  return `${[`${title.toUpperCase()}\n${[team.name, day].filter(Boolean).join(', ')}`, ...told].join('\n\n\n')}\n`;
}

/**
 * Somebody who looks after a team chooses its own words. Each choice is a version of its own, all of it, so that it says
 * later what it said then; the same again makes none.
 *
 * @param input.parts those left out are Kith's; an empty list: all of them are
 * @param input.basedOn the version that was on the screen; 0: Kith's own
 * @returns the team's id
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function chooseRoleText(
  kith: Kith,
  viewer: Viewer,
  input: {
    teamId: string | null;
    kind: RoleTextKind;
    parts: readonly { topic: string; words: string }[];
    basedOn: number;
  },
): Promise<string> {
  const { team, staff } = await teamToChange(kith, viewer, input.teamId);
  const lines = readParts(roleTexts[input.kind].parts, input.parts);
  await keepWording(kith, staff, {
    teamId: team.id,
    kind: input.kind,
    lines,
    basedOn: input.basedOn,
    action: 'choose role text',
  });
  kith.signals.publish({ topic: 'queue', id: team.id });
  return team.id;
}

/** All parts as they then are; nothing: they are Kith's. @throws {InvalidInput} too long, unknown, or a promise to everybody */
function readParts(parts: readonly RoleTextPart[], given: readonly { topic: string; words: string }[]): WordingLines {
  if (given.length > 2 * parts.length) throw new InvalidInput('These are more parts than the text has.', 'parts');
  const own = new Map<string, string>();
  for (const { topic, words } of given) {
    const part = parts.find((one) => one.topic === topic);
    if (!part) throw new InvalidInput('The text has no such part.', 'parts');
    const read = readText(words, LONGEST_PART, `parts.${topic}`) ?? '';
    if (part.isFixed && read !== part.words)
      throw new InvalidInput('This part is the same for everybody.', `parts.${topic}`);
    own.set(topic, read);
  }
  const changeable = parts.filter(({ isFixed }) => !isFixed);
  if (changeable.every(({ topic, words }) => (own.get(topic) ?? words) === words)) return {};
  return Object.fromEntries(changeable.map(({ topic, words }) => [topic, own.get(topic) ?? words]));
}

function partsOf(parts: readonly RoleTextPart[], own: WordingLines): PartSeen[] {
  return parts.map(({ topic, title, words, isFixed = false }) => ({
    topic,
    title,
    words: isFixed ? words : (own[topic] ?? words),
    kithsWords: words,
    isFixed,
  }));
}
