import type { UrgentHelpLine } from '@kith/contract/urgent-help.ts';
import type { Nation } from '../../../../generated/prisma/enums.ts';
import type { Kith } from '../../../kith.ts';
import { hasRole, type Viewer } from '../../../viewer.ts';
import { urgentHelp } from '../../safety/urgent-help.ts';
import { howToTell, whatIsShared } from './concern-rules.ts';
import { type OnCallSeen, onCallOf } from './on-call.ts';

/** What to do now when worried about somebody. */
export interface ConcernGuide {
  urgentHelp: readonly UrgentHelpLine[];
  onCall: OnCallSeen | null;
  coordinators: string[];
  whatIsShared: string[];
  howToTell: string[];
}

/** For staff who may see the request. Where the person is, is where their partner is; England when nothing says so. */
export async function readGuide(
  kith: Kith,
  viewer: Viewer,
  request: { teamId: string; partnerId: string | null },
): Promise<ConcernGuide | null> {
  if (!hasRole(viewer, 'ADVOCATE') && !hasRole(viewer, 'COORDINATOR')) return null;
  const [partner, onCall, coordinators] = await Promise.all([
    request.partnerId === null
      ? null
      : kith.db.partner.findUnique({ where: { id: request.partnerId }, select: { nation: true } }),
    onCallOf(kith, request.teamId),
    kith.db.staffAccount.findMany({
      where: { teamId: request.teamId, disabledAt: null, roles: { has: 'COORDINATOR' } },
      select: { name: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: 20,
    }),
  ]);
  const nation: Nation = partner?.nation ?? 'ENGLAND';
  return {
    urgentHelp: urgentHelp(nation),
    onCall,
    coordinators: coordinators.map(({ name }) => name),
    whatIsShared: [...whatIsShared],
    howToTell: [...howToTell],
  };
}
