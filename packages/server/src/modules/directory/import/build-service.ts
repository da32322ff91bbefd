import {
  type Building,
  buildContact,
  buildCostOption,
  buildLanguage,
  buildPhone,
  buildServiceArea,
  type Child,
  type OwnerColumn,
} from './build-children.ts';
import { buildSchedule } from './build-schedule.ts';
import { readServiceHints } from './hints.ts';
import { keywordsOf } from './keywords.ts';
import { derive } from './mapping.ts';
import { hsdsId, rowId } from './row-id.ts';
import { firstOf, idOf } from './source-row.ts';
import type { StagedRow } from './stage.ts';
import { Teller } from './teller.ts';
import type { Terms } from './terms.ts';
import { cleanLine, cleanText, TEXT_LIMITS } from './text.ts';
import { cleanDate, cleanEmail, cleanInteger, cleanUrl } from './values.ts';

export interface Built {
  row: Record<string, unknown>;
  children: Record<string, Child[]>;
}

const STATUSES: Readonly<Record<string, string>> = {
  active: 'ACTIVE',
  inactive: 'INACTIVE',
  defunct: 'DEFUNCT',
  closed: 'DEFUNCT',
  'permanently closed': 'DEFUNCT',
  'temporarily closed': 'TEMPORARILY_CLOSED',
  'temporary closed': 'TEMPORARILY_CLOSED',
  suspended: 'TEMPORARILY_CLOSED',
};

/** @returns null when the record cannot be used; the report says why */
export function buildService(building: Building, terms: Terms, staged: StagedRow): Built | null {
  const { stage, sourceKey } = building;
  const { values } = staged;
  const tell = new Teller(building.report, staged);
  const name = cleanLine(values.name, TEXT_LIMITS.name, tell.of('name'));
  tell.title = name;
  if (!name) return refuse(tell, 'It has no name.');
  const organization = findOrganization(building, values, tell);
  if (typeof organization === 'string') return refuse(tell, organization);

  const id = rowId(sourceKey, 'service', staged.id);
  const owner: OwnerColumn = { column: 'service_id', id };
  const places = buildPlaces(building, staged, id);
  const contacts = [
    ...stage.children('service', staged.id, 'contact'),
    ...places.flatMap(({ stagedRows }) =>
      stagedRows.flatMap((row) => stage.children('service_at_location', row.id, 'contact')),
    ),
  ].map((row) => buildContact(building, row, owner, organization.name));
  const inOrder = <T>(rows: StagedRow[], build: (row: StagedRow) => T | null) =>
    rows.map(build).filter((child): child is T & {} => child !== null);
  const attributes = terms.attributesOf('service', staged.id, owner);
  const costs = inOrder(stage.children('service', staged.id, 'cost_option'), (row) =>
    buildCostOption(building, row, owner),
  );
  const fees = cleanText(values.fees_description, TEXT_LIMITS.text, tell.of('fees_description'));
  const text = (field: string) => cleanText(values[field], TEXT_LIMITS.text, tell.of(field));
  const hints = readServiceHints(values.kith, tell);
  const description = text('description');
  const alternateName = cleanLine(values.alternate_name, TEXT_LIMITS.name, tell.of('alternate_name'));
  const keywords = keywordsOf(values.keywords, attributes.words);
  const derived = derive(
    {
      name,
      alternateName,
      description,
      keywords,
      terms: attributes.paths,
      organizationName: organization.name,
      fees,
    },
    building.termAreas,
  );
  if (derived.isAreaUnsure && !hints.areas)
    tell.unsure('No word or term says which life area it belongs to; it was put under "daily living".');
  if (derived.isSensitive) for (const place of places) stage.mark('sensitive', place.locationRecordId);

  const row = {
    id,
    hsds_id: hsdsId(staged.id, id),
    record_id: staged.id,
    organization_id: organization.id,
    name,
    alternate_name: alternateName,
    summary: hints.summary ?? cleanLine(values.summary, TEXT_LIMITS.name, tell.of('summary')),
    description,
    url: cleanUrl(firstOf(values, 'url', 'website'), tell.of('url')),
    email: cleanEmail(values.email, tell.of('email')),
    status: cleanStatus(values.status, tell),
    application_process: withDocuments(text('application_process'), building, staged),
    first_visit: hints.firstVisit,
    wait_time: cleanLine(values.wait_time, TEXT_LIMITS.line, tell.of('wait_time')),
    fees_description: fees,
    interpretation_services: cleanLine(
      values.interpretation_services,
      TEXT_LIMITS.line,
      tell.of('interpretation_services'),
    ),
    alert: cleanText(values.alert, TEXT_LIMITS.line, tell.of('alert')),
    eligibility: eligibilityOf(building, staged, tell),
    ...agesOf(values, tell),
    is_online: hints.isOnline ?? (derived.isOnline || places.some((place) => place.isVirtual)),
    is_free: hints.isFree ?? isFreeByCosts(costs) ?? derived.isFree,
    areas: hints.areas ?? derived.areas,
    provision_types: hints.provisionTypes ?? derived.provisionTypes,
    advocacy_kinds: hints.advocacyKinds ?? derived.advocacyKinds,
    keywords,
    assured_at: assuredAt(values, tell),
    assured_by: hints.assuredBy,
  };
  return {
    row,
    children: {
      service_at_location: places.map((place) => place.row),
      contact: contacts.flatMap((contact) => contact.contacts),
      phone: [
        ...inOrder(stage.children('service', staged.id, 'phone'), (child) => buildPhone(building, child, owner)),
        ...contacts.flatMap((contact) => contact.phones),
        ...places.flatMap((place) => place.phones),
      ],
      schedule: [
        ...inOrder(stage.children('service', staged.id, 'schedule'), (child) => buildSchedule(building, child, owner)),
        ...places.flatMap((place) => place.schedules),
      ],
      language: inOrder(stage.children('service', staged.id, 'language'), (child) =>
        buildLanguage(building, child, owner),
      ),
      cost_option: costs,
      service_area: inOrder(stage.children('service', staged.id, 'service_area'), (child) =>
        buildServiceArea(building, child, owner),
      ),
      attribute: attributes.rows,
    },
  };
}

function refuse(tell: Teller, reason: string): null {
  tell.refused(reason);
  return null;
}

/** @returns the organization, or why there is none */
function findOrganization(
  building: Building,
  values: Record<string, unknown>,
  tell: Teller,
): { id: string; name: string | null } | string {
  const { stage, sourceKey } = building;
  const program = idOf(values.program_id);
  const said =
    idOf(values.organization_id) ?? (program ? idOf(stage.find('program', program)?.values.organization_id) : null);
  if (!said) return 'It does not say which organization runs it.';
  // Some exports list several organizations in one cell; HSDS knows one.
  const recordId =
    [said, ...said.split(/[,;|]/).map((one) => one.trim())].find((one) => stage.isMarked('organization', one)) ?? said;
  if (recordId !== said)
    tell.repaired('organization_id: it names several organizations; the first that is in the source was taken.');
  const id = rowId(sourceKey, 'organization', recordId);
  if (!stage.isMarked('organization', recordId)) {
    return stage.find('organization', recordId)
      ? `Its organization "${recordId.slice(0, 80)}" cannot be used.`
      : `Its organization "${recordId.slice(0, 80)}" is not in the source.`;
  }
  return { id, name: cleanLine(stage.find('organization', recordId)?.values.name, TEXT_LIMITS.name, () => undefined) };
}

interface Place {
  locationRecordId: string;
  isVirtual: boolean;
  stagedRows: StagedRow[];
  row: Child;
  phones: Child[];
  schedules: Child[];
}

/** Where a service happens; two links to one place become one. */
function buildPlaces(building: Building, service: StagedRow, serviceId: string): Place[] {
  const { stage, sourceKey } = building;
  const places = new Map<string, Place>();
  for (const staged of stage.children('service', service.id, 'service_at_location')) {
    const tell = new Teller(building.report, staged);
    const locationRecordId = idOf(staged.values.location_id);
    const location = locationRecordId ? stage.find('location', locationRecordId) : null;
    if (!locationRecordId || !location) {
      tell.refused(
        locationRecordId
          ? `Its location "${locationRecordId.slice(0, 80)}" is not in the source.`
          : 'It does not say which location it means.',
      );
      continue;
    }
    const id = rowId(sourceKey, 'service_at_location', `${service.id}\n${locationRecordId}`);
    const owner: OwnerColumn = { column: 'service_at_location_id', id };
    const known = places.get(locationRecordId);
    const place: Place = known ?? {
      locationRecordId,
      isVirtual: String(location.values.location_type ?? '').toLowerCase() === 'virtual',
      stagedRows: [],
      row: {
        id,
        service_id: serviceId,
        location_id: rowId(sourceKey, 'location', locationRecordId),
        description: cleanText(staged.values.description, TEXT_LIMITS.text, tell.of('description')),
      },
      phones: [],
      schedules: [],
    };
    place.stagedRows.push(staged);
    for (const row of stage.children('service_at_location', staged.id, 'phone')) {
      const phone = buildPhone(building, row, owner);
      if (phone) place.phones.push(phone);
    }
    for (const row of stage.children('service_at_location', staged.id, 'schedule')) {
      const schedule = buildSchedule(building, row, owner);
      if (schedule) place.schedules.push(schedule);
    }
    places.set(locationRecordId, place);
  }
  return [...places.values()];
}

function cleanStatus(value: unknown, tell: Teller): string {
  const word =
    cleanLine(value, 60, () => undefined)
      ?.toLowerCase()
      .replace(/[\s_-]+/g, ' ') ?? null;
  const known = word === null ? undefined : STATUSES[word];
  if (known) return known;
  tell.unsure(
    word
      ? `status: "${word}" is not known; it is hidden until somebody checks.`
      : 'status: missing; it is hidden until somebody checks.',
  );
  return 'UNVERIFIED';
}

function agesOf(
  values: Record<string, unknown>,
  tell: Teller,
): { minimum_age: number | null; maximum_age: number | null } {
  const minimum = cleanInteger(values.minimum_age, 0, 130, tell.of('minimum_age'));
  const maximum = cleanInteger(values.maximum_age, 0, 130, tell.of('maximum_age'));
  if (minimum === null || maximum === null || minimum <= maximum) return { minimum_age: minimum, maximum_age: maximum };
  tell.repaired('maximum_age: it is below minimum_age; both were left out.');
  return { minimum_age: null, maximum_age: null };
}

function assuredAt(values: Record<string, unknown>, tell: Teller): string | null {
  const day = cleanDate(firstOf(values, 'assured_date', 'assured_at'), tell.of('assured_date'));
  return day === null ? null : `${day}T00:00:00.000Z`;
}

function eligibilityOf(building: Building, staged: StagedRow, tell: Teller): string | null {
  const own = cleanText(
    firstOf(staged.values, 'eligibility_description', 'eligibility'),
    TEXT_LIMITS.text,
    tell.of('eligibility'),
  );
  const rows = building.stage
    .children('service', staged.id, 'eligibility')
    .map((row) =>
      cleanText(firstOf(row.values, 'description', 'eligibility'), TEXT_LIMITS.line, tell.of('eligibility')),
    );
  const texts = [own, ...rows].filter((text) => text !== null);
  return texts.length > 0 ? [...new Set(texts)].join('\n') : null;
}

function withDocuments(process: string | null, building: Building, staged: StagedRow): string | null {
  const { stage } = building;
  const listed = cleanText(staged.values.required_documents, TEXT_LIMITS.line, () => undefined);
  const documents = stage
    .children('service', staged.id, 'required_document')
    .map((row) => cleanLine(firstOf(row.values, 'name', 'document'), TEXT_LIMITS.name, () => undefined));
  const all = [listed, ...documents].filter((document) => document !== null);
  const isNone = all.every((document) => /^none\b/i.test(document));
  if (all.length === 0 || isNone) return process;
  const bring = `What to bring: ${all.join(', ').replace(/\.$/, '')}.`;
  return process ? `${process}\n${bring}` : bring;
}

/** Free when every price is nothing; not free when every price is something; else the words decide. */
function isFreeByCosts(costs: readonly Child[]): boolean | null {
  const amounts = costs.map((cost) => cost.amount).filter((amount) => amount !== null);
  if (amounts.length === 0 || amounts.length < costs.length) return null;
  if (amounts.every((amount) => Number(amount) === 0)) return true;
  return amounts.every((amount) => Number(amount) > 0) ? false : null;
}
