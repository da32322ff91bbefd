import { randomUUID } from 'node:crypto';
import type { Prisma } from '../../../../generated/prisma/client.ts';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { recordAudit } from '../../../infra/audit-trail.ts';
import type { Kith } from '../../../kith.ts';
import type { Viewer } from '../../../viewer.ts';
import { mayImport } from '../access.ts';
import type { ColumnMapping } from './column-mapping.ts';
import { FORMATS, type Format } from './detect.ts';
import { slugOf } from './import-directory.ts';
import { assertMapping } from './mapping-rules.ts';

/** What a steward says of a source; what is left out stays as it is. */
export interface SaveSourceInput {
  /** uuid; null: a new one. */
  sourceId: string | null;
  name?: string | null;
  licence?: string | null;
  /** http(s); "": somebody brings a file. */
  address?: string | null;
  readAs?: Format | null;
  /** 0: only when somebody asks. */
  everyHours?: number | null;
  /** Below 0: never without asking. */
  appliesUpTo?: number | null;
  mapping?: ColumnMapping | null;
}

const LONGEST_NAME = 200;
const MOST_SOURCES = 500;
const HOUR_MS = 60 * 60_000;

/**
 * Saves where a directory comes from, how it is read and how often.
 *
 * @returns the id of the source
 * @throws {NotFound} no such source, or not for this viewer
 * @throws {InvalidInput} no name, no web address, or a mapping that leads nowhere
 */
export async function saveSource(kith: Kith, viewer: Viewer, input: SaveSourceInput): Promise<string> {
  if (!mayImport(viewer)) throw new NotFound('There is no such source.');
  const known = input.sourceId ? await kith.db.directorySource.findUnique({ where: { id: input.sourceId } }) : null;
  if (input.sourceId && !known) throw new NotFound('There is no such source.');
  const name = input.name === undefined || input.name === null ? known?.name : clean(input.name, 'name');
  if (!name) throw new InvalidInput('Give the source a name.', 'name');
  const address = input.address === undefined || input.address === null ? known?.address : cleanAddress(input.address);
  const readAs = FORMATS.find((format) => format === input.readAs) ?? known?.readAs ?? 'auto';
  const everyHours = hoursOf(input.everyHours, known?.everyHours ?? null);
  if (everyHours !== null && !address)
    throw new InvalidInput('Only a source with a web address can be read by itself.', 'everyHours');
  if ((input.appliesUpTo ?? -1) >= 0 && !mayApplyItself(address ?? null))
    throw new InvalidInput(
      'Only a source whose web address starts with https:// can be applied by itself.',
      'appliesUpTo',
    );
  if (input.mapping) assertMapping(input.mapping);
  const data = {
    ...{ name, address: address ?? null, readAs, everyHours },
    ...(input.licence === undefined || input.licence === null
      ? {}
      : { licence: clean(input.licence, 'licence') || null }),
    ...(input.appliesUpTo === undefined || input.appliesUpTo === null
      ? {}
      : { appliesUpTo: input.appliesUpTo < 0 ? null : input.appliesUpTo }),
    ...(input.mapping ? { mapping: input.mapping as unknown as Prisma.InputJsonValue } : {}),
    nextRunAt: nextRun(kith, everyHours, known),
  };
  if (!known && (await kith.db.directorySource.count()) >= MOST_SOURCES)
    throw new InvalidInput(`Kith keeps at most ${MOST_SOURCES} sources.`);
  const key = known?.key ?? (await freeKey(kith, name));
  return kith.db.$transaction(async (tx) => {
    const { id } = known
      ? await tx.directorySource.update({ where: { id: known.id }, data })
      : await tx.directorySource.create({ data: { key, ...data } });
    const action = known ? 'change import source' : 'add import source';
    await recordAudit(tx, kith, {
      ...{ actorKind: 'staff', actorId: viewer.accountId, action, objectType: 'ImportSource', objectId: id },
    });
    return id;
  });
}

/** Nobody on the way could have changed what it says: https, or this very machine. */
export function mayApplyItself(address: string | null): boolean {
  const url = address === null ? null : URL.parse(address);
  return url?.protocol === 'https:' || /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url?.hostname ?? '');
}

/** A schedule that stays the same keeps its next time; a new one starts now. */
function nextRun(
  kith: Kith,
  everyHours: number | null,
  known: { everyHours: number | null; nextRunAt: Date | null } | null,
): Date | null {
  if (everyHours === null) return null;
  if (known?.nextRunAt && known.everyHours === everyHours) return known.nextRunAt;
  return new Date(kith.clock.now().getTime() + (known ? everyHours * HOUR_MS : 0));
}

function hoursOf(wanted: number | null | undefined, known: number | null): number | null {
  if (wanted === undefined || wanted === null) return known;
  if (wanted === 0) return null;
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 24 * 90)
    throw new InvalidInput('Choose between once an hour and once in 90 days.', 'everyHours');
  return wanted;
}

function clean(text: string, field: string): string {
  const line = text.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim();
  if (line.length > LONGEST_NAME) throw new InvalidInput(`Keep it under ${LONGEST_NAME} characters.`, field);
  return line;
}

function cleanAddress(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const url = trimmed.length <= 2_000 ? URL.parse(trimmed) : null;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new InvalidInput('Give a whole web address that starts with https:// or http://.', 'address');
  if (url.username || url.password)
    throw new InvalidInput('The address holds a user name or password; leave them out.', 'address');
  return url.href;
}

/** The key of a source never changes: ids of its records are made from it. */
async function freeKey(kith: Kith, name: string): Promise<string> {
  const key = slugOf(name);
  const isTaken = await kith.db.directorySource.count({ where: { key } });
  return isTaken ? `${key}-${randomUUID().slice(0, 8)}` : key;
}
