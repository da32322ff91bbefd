import type { LifeArea } from '../../../../generated/prisma/enums.ts';
import { InvalidInput } from '../../../errors.ts';
import { recordAudit } from '../../../infra/audit-trail.ts';
import type { Kith } from '../../../kith.ts';
import type { StaffViewer } from '../../../viewer.ts';
import { ADDRESS_SQL, DUE_SQL } from './asking-providers.ts';
import { DEFAULT_DAYS, type FreshnessRules, readDays } from './freshness-rules.ts';

const rulesFor = new WeakMap<object, Promise<FreshnessRules>>();

/** The rules, read once for each request. @param request any object that lives as long as the request */
export function rulesOf(kith: Pick<Kith, 'db'>, request: object = {}): Promise<FreshnessRules> {
  let rules = rulesFor.get(request);
  if (!rules) {
    rules = kith.db.freshnessRule
      .findMany({ select: { area: true, days: true } })
      .then((rows) => new Map(rows.map(({ area, days }) => [area, days])));
    rulesFor.set(request, rules);
  }
  return rules;
}

/** How many entries should be checked again, and how many addresses they have between them. */
export async function countDue(kith: Kith): Promise<{ services: number; addresses: number }> {
  const { rows } = await kith.database.pool.query<{ services: number; addresses: number }>(
    `SELECT count(*)::int AS services, count(DISTINCT ${ADDRESS_SQL})::int AS addresses ${DUE_SQL}`,
    [kith.clock.now()],
  );
  return rows[0] ?? { services: 0, addresses: 0 };
}

/**
 * A steward decides whether services are asked, and how often in each part of life. What is left out stays as it is.
 *
 * @throws {InvalidInput}
 */
export async function setFreshness(
  kith: Kith,
  steward: StaffViewer,
  input: {
    isAsking?: boolean | null | undefined;
    rules?: readonly { area: LifeArea; days: number }[] | null | undefined;
  },
): Promise<void> {
  const rules = (input.rules ?? []).map(({ area, days }) => ({ area, days: readDays(days) }));
  if (typeof input.isAsking !== 'boolean' && rules.length === 0) throw new InvalidInput('Say what to change.');
  const stamp = { changedById: steward.accountId, changedAt: kith.clock.now() };
  await kith.db.$transaction(async (tx) => {
    if (typeof input.isAsking === 'boolean') {
      const setting = { isAsking: input.isAsking, ...stamp };
      await tx.freshnessSetting.upsert({ where: { id: 1 }, create: { id: 1, ...setting }, update: setting });
    }
    for (const { area, days } of rules) {
      if (days === DEFAULT_DAYS) await tx.freshnessRule.deleteMany({ where: { area } });
      else
        await tx.freshnessRule.upsert({
          where: { area },
          create: { area, days, ...stamp },
          update: { days, ...stamp },
        });
    }
    await recordAudit(tx, kith, {
      actorKind: 'staff',
      actorId: steward.accountId,
      action: 'set freshness',
      objectType: 'FreshnessSetting',
      objectId: '1',
    });
  });
}
