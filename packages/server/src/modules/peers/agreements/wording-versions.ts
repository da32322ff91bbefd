import type { TeamWording } from '../../../../generated/prisma/client.ts';
import type { WordingKind } from '../../../../generated/prisma/enums.ts';
import { recordAudit } from '../../../infra/audit-trail.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import type { StaffViewer } from '../../../viewer.ts';
import { NoLongerPossible } from '../rules.ts';

/** { topic: words } of one version. */
export type WordingLines = Readonly<Record<string, string>>;

const MOST_VERSIONS = 500;

/** What a team chose last of one kind; null: it never chose, and Kith's own words count. */
export function newestWording(
  db: Pick<Tx, 'teamWording'>,
  teamId: string,
  kind: WordingKind,
): Promise<TeamWording | null> {
  return db.teamWording.findFirst({ where: { teamId, kind }, orderBy: { number: 'desc' } });
}

export function linesIn({ lines }: { lines: unknown }): WordingLines {
  return (lines ?? {}) as WordingLines;
}

/**
 * Keeps a team's choice as a version of its own; the same again makes none. Whether the viewer may was asked before.
 *
 * @param choice.basedOn the version that was on the screen; 0: Kith's own
 * @throws {NoLongerPossible} a colleague chose meanwhile
 */
export async function keepWording(
  kith: Kith,
  viewer: StaffViewer,
  choice: { teamId: string; kind: WordingKind; lines: WordingLines; basedOn: number; action: string },
): Promise<void> {
  const { teamId, kind, lines } = choice;
  await kith.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM team WHERE id = ${teamId}::uuid FOR UPDATE`;
    const before = await newestWording(tx, teamId, kind);
    const number = before?.number ?? 0;
    if (isSame(before ? linesIn(before) : {}, lines)) return;
    if (number !== choice.basedOn)
      throw new NoLongerPossible(
        'A colleague changed the wording meanwhile. Please read it first; your words are still here.',
      );
    if (number >= MOST_VERSIONS) throw new NoLongerPossible('There are very many versions already.');
    await tx.teamWording.create({
      data: { teamId, kind, number: number + 1, lines, chosenAt: kith.clock.now(), chosenById: viewer.accountId },
    });
    await recordAudit(tx, kith, {
      actorKind: 'staff',
      actorId: viewer.accountId,
      action: choice.action,
      objectType: 'Team',
      objectId: teamId,
    });
  });
}

function isSame(left: WordingLines, right: WordingLines): boolean {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((topic) => left[topic] === right[topic]);
}
