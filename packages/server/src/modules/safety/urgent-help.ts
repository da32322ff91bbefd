import { type UrgentHelpLine, urgentHelpLines, urgentHelpOf } from '@kith/contract/urgent-help.ts';
import type { Nation } from '../../../generated/prisma/enums.ts';

/**
 * The urgent-help lines to show, in order. The data is packages/contract/src/urgent-help.ts, which the clients bundle:
 * a page must show it with the server down.
 *
 * @param nation null: every line of every nation (clients then group by nation)
 */
export function urgentHelp(nation: Nation | null): readonly UrgentHelpLine[] {
  return nation === null ? urgentHelpLines : urgentHelpOf(nation);
}
