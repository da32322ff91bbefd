/** What belongs together in an entry, as somebody reads it. */
export const fieldGroups = {
  WHAT: ['name', 'alternateName', 'summary', 'description', 'alert'],
  KIND: ['areas', 'provisionTypes', 'advocacyKinds'],
  RUNNING: ['status'],
  REACH: ['phone', 'email', 'url'],
  COST: ['feesDescription'],
  WHO_FOR: ['eligibility'],
  TURNING_UP: ['applicationProcess'],
  WHEN: [],
  WHERE: ['isSensitive'],
} as const satisfies Record<string, readonly string[]>;
export type FieldGroup = keyof typeof fieldGroups;

/** Where a group of fields comes from, and who stands for it. */
export interface GroupProvenance {
  group: FieldGroup;
  source: string;
  sourceRecordId: string;
  licence: string | null;
  fetchedAt: Date;
  /** Somebody put something of it right by hand; null: it is as the source says. */
  correctedAt: Date | null;
  correctedBy: string | null;
  /** Last found right, as a whole or by being put right; null: never. */
  assuredAt: Date | null;
  assuredBy: string | null;
}

/** Who decided when nobody else said it. */
const STEWARD = 'a steward of the directory';

interface Told {
  recordId: string;
  fetchedAt: Date;
  assuredAt: Date | null;
  assuredBy: string | null;
  source: { name: string; licence: string | null };
  corrections: readonly { field: string; saidBy: string | null; correctedAt: Date }[];
}

/** One line for each group: the newest correction in it, over what the source says. */
export function provenanceOf(service: Told): GroupProvenance[] {
  return (Object.keys(fieldGroups) as FieldGroup[]).map((group) => {
    const fields: readonly string[] = fieldGroups[group];
    const newest = service.corrections
      .filter(({ field }) => fields.includes(field))
      .toSorted((a, b) => b.correctedAt.getTime() - a.correctedAt.getTime())[0];
    const wholeAt = service.assuredAt;
    const isNewer = newest !== undefined && (wholeAt === null || newest.correctedAt > wholeAt);
    const correctedBy = newest ? (newest.saidBy ?? STEWARD) : null;
    return {
      group,
      source: service.source.name,
      sourceRecordId: service.recordId,
      licence: service.source.licence,
      fetchedAt: service.fetchedAt,
      correctedAt: newest?.correctedAt ?? null,
      correctedBy,
      assuredAt: isNewer ? newest.correctedAt : wholeAt,
      assuredBy: isNewer ? correctedBy : wholeAt && (service.assuredBy ?? service.source.name),
    };
  });
}
