import { Nation } from '../../generated/prisma/enums.ts';
import type { Kith } from '../kith.ts';

const KEEP_MS = 5 * 60_000;
const known = new WeakMap<Kith['database'], { nation: Nation; until: number }>();

/** Whether this names a nation that we have numbers for. */
export function readNation(text: string | null | undefined): Nation | null {
  return text && Object.hasOwn(Nation, text) ? Nation[text as Nation] : null;
}

/**
 * Whose urgent-help numbers to show when nothing says where somebody is: where most partners of this Kith are. Never from
 * the browser's language, which is American on half of Britain's phones. England when the database cannot be asked.
 */
export async function homeNation(kith: Kith): Promise<Nation> {
  const kept = known.get(kith.database);
  const now = kith.clock.now().getTime();
  if (kept && kept.until > now) return kept.nation;
  try {
    const [most] = await kith.db.partner.groupBy({
      by: ['nation'],
      where: { disabledAt: null },
      _count: true,
      orderBy: { _count: { nation: 'desc' } },
      take: 1,
    });
    const nation = most?.nation ?? 'ENGLAND';
    known.set(kith.database, { nation, until: now + KEEP_MS });
    return nation;
  } catch {
    return kept?.nation ?? 'ENGLAND';
  }
}
