import { AdvocacyKind, LifeArea, ProvisionType } from '../../../../generated/prisma/enums.ts';
import { MOST_LISTED } from './import-limits.ts';

import type { Teller } from './teller.ts';
import { cleanLine, cleanText, TEXT_LIMITS } from './text.ts';
import { cleanFlag } from './values.ts';

/** What a source that knows Kith says itself, in an object `kith` on a service. It wins over what Kith would derive. */
export interface Hints {
  summary: string | null;
  firstVisit: string | null;
  areas: LifeArea[] | null;
  provisionTypes: ProvisionType[] | null;
  advocacyKinds: AdvocacyKind[] | null;
  isOnline: boolean | null;
  isFree: boolean | null;
  /** Who checked, in words for the public. */
  assuredBy: string | null;
}

/** Reads `kith: { summary, first_visit, areas, provision_types, advocacy_kinds, is_online, is_free, assured_by }`. */
export function readServiceHints(value: unknown, tell: Teller): Hints {
  const hints = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const areas = oneOf(hints.areas, LifeArea, 'kith.areas', tell);
  return {
    summary: cleanLine(hints.summary, TEXT_LIMITS.name, tell.of('kith.summary')),
    firstVisit: cleanText(hints.first_visit, TEXT_LIMITS.text, tell.of('kith.first_visit')),
    areas: areas && areas.length > 0 ? areas : null,
    provisionTypes: oneOf(hints.provision_types, ProvisionType, 'kith.provision_types', tell),
    advocacyKinds: oneOf(hints.advocacy_kinds, AdvocacyKind, 'kith.advocacy_kinds', tell),
    isOnline: cleanFlag(hints.is_online),
    isFree: cleanFlag(hints.is_free),
    assuredBy: cleanLine(hints.assured_by, TEXT_LIMITS.name, tell.of('kith.assured_by')),
  };
}

/** Reads one yes-or-no of an object `kith`; null when it is not said. */
export function readHint(value: unknown, name: string): boolean | null {
  return typeof value === 'object' && value !== null ? cleanFlag((value as Record<string, unknown>)[name]) : null;
}

function oneOf<T extends string>(value: unknown, known: Record<string, T>, field: string, tell: Teller): T[] | null {
  if (!Array.isArray(value)) return null;
  const values: T[] = [];
  for (const item of value.slice(0, MOST_LISTED)) {
    const word = String(item)
      .trim()
      .toUpperCase()
      .replace(/[\s-]+/g, '_');
    const match = Object.hasOwn(known, word) ? known[word] : undefined;
    if (match === undefined) tell.repaired(`${field}: "${word.slice(0, 40)}" is not known and was left out.`);
    else if (!values.includes(match)) values.push(match);
  }
  return values;
}
