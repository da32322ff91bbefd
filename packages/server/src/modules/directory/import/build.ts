import { createHash } from 'node:crypto';
import { Breath } from './breath.ts';
import {
  type Building,
  buildAccessibility,
  buildAddress,
  buildContact,
  buildLanguage,
  buildPhone,
  type Child,
  locationType,
  type OwnerColumn,
} from './build-children.ts';
import { buildSchedule } from './build-schedule.ts';
import { type Built, buildService } from './build-service.ts';
import { readHint } from './hints.ts';
import { isRunByPeers, isSensitivePlace } from './mapping.ts';
import { hsdsId, rowId } from './row-id.ts';
import { firstOf, idOf, MAIN_ENTITIES } from './source-row.ts';
import type { AggregateEntity, StagedRow, Told } from './stage.ts';
import { Teller } from './teller.ts';
import { Terms } from './terms.ts';
import { cleanLine, cleanText, TEXT_LIMITS } from './text.ts';
import { cleanEmail, cleanFlag, cleanInteger, cleanPosition, cleanUrl } from './values.ts';

/** Cleans, joins and hashes everything that was staged. The real database is not touched. */
export async function buildAggregates(
  building: Building,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const { stage, report } = building;
  const total = stage.count('organization') + stage.count('service') + stage.count('location');
  let done = 0;
  const breath = new Breath(building.signal);
  const keep = async (entity: AggregateEntity, staged: StagedRow, built: Built | null) => {
    const told = toldOf(building, entity, staged);
    await breath.take();
    if (++done % 50 === 0 || done === total) onProgress(Math.min(done, total), total);
    // A record that cannot be used this time is not gone: what was known of it stays.
    if (!built) {
      stage.mark(`refused ${entity}`, rowId(building.sourceKey, entity, staged.id));
      return;
    }
    if (entity === 'organization') stage.mark('organization', staged.id);
    const { file, line } = staged;
    const title = String(built.row.name ?? built.row.alternate_name ?? '(no name)');
    const whole = { row: built.row, children: eachOnce(built.children) };
    stage.keep(entity, {
      id: String(built.row.id),
      recordId: staged.id,
      title,
      hash: hashOf(whole),
      ...whole,
      told,
      file,
      line,
    });
  };
  report.takeFresh();
  const terms = new Terms(building);
  await terms.build(breath, (row, staged) => {
    stage.keep('taxonomy_term', {
      id: String(row.id),
      recordId: staged.id,
      title: String(row.name),
      hash: '',
      row,
      children: {},
      told: [],
      file: staged.file,
      line: staged.line,
    });
  });
  report.takeFresh();
  for (const staged of stage.all('organization'))
    await keep('organization', staged, buildOrganization(building, terms, staged));
  // Services before locations: a refuge's service makes its location one that must not be found.
  for (const staged of stage.all('service')) await keep('service', staged, buildService(building, terms, staged));
  for (const staged of stage.all('location')) {
    await breath.take();
    if (isSensitive(building, staged))
      for (const key of addressesOf(building, staged)) stage.mark('sensitive address', key);
  }
  for (const staged of stage.all('location')) await keep('location', staged, buildLocation(building, staged));
  await refuseOrphans(building, breath);
}

/** Everything that was told of a record: while its rows were read, and just now. */
function toldOf({ stage, report }: Building, entity: AggregateEntity, staged: StagedRow): Told[] {
  const now = report.takeFresh().map(({ outcome, entity: part, reason }) => ({ outcome, entity: part, reason }));
  return [...stage.toldOf(entity, staged.id), ...now];
}

/** One contact may be told with a service and again with its place: the first is kept. */
function eachOnce(children: Built['children']): Built['children'] {
  return Object.fromEntries(
    Object.entries(children).map(([table, rows]) => {
      const seen = new Set<unknown>();
      return [table, rows.filter(({ id }) => !seen.has(id) && seen.add(id))];
    }),
  );
}

function hashOf(built: Built): string {
  return createHash('sha256')
    .update(JSON.stringify([built.row, built.children]))
    .digest('hex');
}

function buildOrganization(building: Building, terms: Terms, staged: StagedRow): Built | null {
  const { stage, sourceKey } = building;
  const { values } = staged;
  const tell = new Teller(building.report, staged);
  const name = cleanLine(values.name, TEXT_LIMITS.name, tell.of('name'));
  tell.title = name;
  if (!name) {
    tell.refused('It has no name.');
    return null;
  }
  const id = rowId(sourceKey, 'organization', staged.id);
  const owner: OwnerColumn = { column: 'organization_id', id };
  const description = cleanText(values.description, TEXT_LIMITS.text, tell.of('description'));
  const contacts = stage
    .children('organization', staged.id, 'contact')
    .map((row) => buildContact(building, row, owner, name));
  return {
    row: {
      id,
      hsds_id: hsdsId(staged.id, id),
      record_id: staged.id,
      name,
      alternate_name: cleanLine(values.alternate_name, TEXT_LIMITS.name, tell.of('alternate_name')),
      description,
      email: cleanEmail(values.email, tell.of('email')),
      url: cleanUrl(firstOf(values, 'website', 'url', 'uri'), tell.of('website')),
      year_incorporated: yearOf(values.year_incorporated, tell),
      legal_status: cleanLine(values.legal_status, TEXT_LIMITS.name, tell.of('legal_status')),
      is_run_by_peers: readHint(values.kith, 'is_run_by_peers') ?? isRunByPeers(`${name} . ${description ?? ''}`),
    },
    children: {
      contact: contacts.flatMap((contact) => contact.contacts),
      phone: [
        ...present(stage.children('organization', staged.id, 'phone').map((row) => buildPhone(building, row, owner))),
        ...contacts.flatMap((contact) => contact.phones),
      ],
      attribute: terms.attributesOf('organization', staged.id, owner).rows,
    },
  };
}

function yearOf(value: unknown, tell: Teller): number | null {
  const text = cleanLine(value, 100, () => undefined);
  const year = /\b(1\d{3}|20\d{2})\b/.exec(text ?? '')?.[1];
  return text === null ? null : cleanInteger(year ?? text, 1000, 2100, tell.of('year_incorporated'));
}

function buildLocation(building: Building, staged: StagedRow): Built {
  const { stage, sourceKey } = building;
  const { values } = staged;
  const tell = new Teller(building.report, staged);
  const name = cleanLine(values.name, TEXT_LIMITS.name, tell.of('name'));
  tell.title = name;
  const id = rowId(sourceKey, 'location', staged.id);
  const owner: OwnerColumn = { column: 'location_id', id };
  const organizationId = idOf(values.organization_id);
  const hasOrganization = organizationId !== null && stage.isMarked('organization', organizationId);
  if (organizationId && !hasOrganization)
    tell.repaired(
      `organization_id: "${organizationId.slice(0, 80)}" is not in the source; the place is kept without it.`,
    );
  const position = cleanPosition(values.latitude, values.longitude, tell.of('position'));
  const description = cleanText(values.description, TEXT_LIMITS.text, tell.of('description'));
  const isVirtual = cleanFlag(values.virtual) === true;
  const organizationName = hasOrganization ? stage.find('organization', organizationId)?.values.name : null;
  const contacts = stage
    .children('location', staged.id, 'contact')
    .map((row) => buildContact(building, row, owner, typeof organizationName === 'string' ? organizationName : null));
  const children = <T>(entity: Parameters<typeof stage.children>[2], build: (row: StagedRow) => T | null) =>
    present(stage.children('location', staged.id, entity).map(build));
  return {
    row: {
      id,
      hsds_id: hsdsId(staged.id, id),
      record_id: staged.id,
      organization_id: hasOrganization ? rowId(sourceKey, 'organization', organizationId) : null,
      location_type: isVirtual ? 'VIRTUAL' : (locationType(values.location_type) ?? 'PHYSICAL'),
      name,
      alternate_name: cleanLine(values.alternate_name, TEXT_LIMITS.name, tell.of('alternate_name')),
      description,
      transportation: cleanText(values.transportation, TEXT_LIMITS.line, tell.of('transportation')),
      url: cleanUrl(firstOf(values, 'url', 'website'), tell.of('url')),
      latitude: position?.latitude ?? null,
      longitude: position?.longitude ?? null,
      // The same house again, under another record: one of the two would give the other away.
      is_sensitive:
        readHint(values.kith, 'is_sensitive') ??
        (isSensitive(building, staged) ||
          addressesOf(building, staged).some((key) => stage.isMarked('sensitive address', key))),
    },
    children: {
      address: children('address', (row) => buildAddress(building, row, owner)),
      contact: contacts.flatMap((contact) => contact.contacts),
      phone: [
        ...children('phone', (row) => buildPhone(building, row, owner)),
        ...contacts.flatMap((contact) => contact.phones),
      ],
      schedule: children('schedule', (row) => buildSchedule(building, row, owner)),
      language: children('language', (row) => buildLanguage(building, row, owner)),
      accessibility: children('accessibility', (row) => buildAccessibility(building, row, owner)),
    },
  };
}

function isSensitive({ stage }: Building, { id, values }: StagedRow): boolean {
  const text = (value: unknown, max: number) => cleanText(value, max, () => undefined);
  return (
    readHint(values.kith, 'is_sensitive') ??
    (stage.isMarked('sensitive', id) ||
      isSensitivePlace(text(values.name, TEXT_LIMITS.name), text(values.description, TEXT_LIMITS.text), []))
  );
}

/** Street and postcode, written alike. */
function addressesOf({ stage }: Building, location: StagedRow): string[] {
  return stage.children('location', location.id, 'address').flatMap(({ values }) => {
    const parts = [values.address_1, values.postal_code].map((part) =>
      String(part ?? '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]/gu, ''),
    );
    return parts.every((part) => part !== '') ? [parts.join(' ')] : [];
  });
}

async function refuseOrphans(building: Building, breath: Breath): Promise<void> {
  for (const orphan of building.stage.orphans()) {
    await breath.take();
    if (MAIN_ENTITIES.has(orphan.entity) && orphan.entity !== 'service_at_location') continue;
    const tell = new Teller(building.report, orphan);
    tell.refused(
      `It belongs to the ${orphan.owner.replaceAll('_', ' ')} "${(orphan.ownerId ?? '').slice(0, 80)}", which is not in the source.`,
    );
  }
}

function present(rows: readonly unknown[]): Child[] {
  return rows.filter((row): row is Child => row !== null);
}
