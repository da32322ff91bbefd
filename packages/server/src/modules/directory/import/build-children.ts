import { isRoleAddress, type TermAreas } from './mapping.ts';
import type { ReportBook } from './report.ts';
import { rowId } from './row-id.ts';
import { firstOf } from './source-row.ts';
import type { Stage, StagedRow } from './stage.ts';
import { Teller } from './teller.ts';
import { cleanLine, cleanText, TEXT_LIMITS } from './text.ts';
import { cleanAmount, cleanCountry, cleanDate, cleanEmail, cleanPhone, cleanUrl } from './values.ts';

export type Child = Record<string, unknown>;

/** What every builder of a child needs to know. */
export interface Building {
  stage: Stage;
  report: ReportBook;
  sourceKey: string;
  /** What stewards say that terms stand for. */
  termAreas?: TermAreas | undefined;
  /** Gives up what goes on. */
  signal?: AbortSignal | undefined;
}

/** The column that names the owner, and its row id. */
export interface OwnerColumn {
  column: string;
  id: string;
}

const silent = () => undefined;

/** A child's row: its id is made from its owner and its own id, so that it is the same at every import. */
export function childOf(building: Building, row: StagedRow, owner: OwnerColumn, columns: Child): Child {
  return { id: rowId(building.sourceKey, row.entity, `${owner.id}\n${row.id}`), [owner.column]: owner.id, ...columns };
}

export function buildPhone(building: Building, row: StagedRow, owner: OwnerColumn): Child | null {
  const tell = new Teller(building.report, row);
  const number = cleanPhone(firstOf(row.values, 'number', 'vanity_number'), tell.of('number'));
  if (!number) return null;
  const description = firstOf(row.values, 'description', 'department');
  return childOf(building, row, owner, {
    number,
    extension: cleanLine(row.values.extension, 40, silent),
    type: cleanLine(row.values.type, 40, silent)?.toLowerCase() ?? null,
    description: cleanLine(description, TEXT_LIMITS.line, tell.of('description')),
  });
}

/**
 * A contact without its person: title, department and an address of a role. A contact of which nothing else is left is
 * dropped, and its telephone numbers go to whoever it belonged to.
 */
export function buildContact(
  building: Building,
  row: StagedRow,
  owner: OwnerColumn,
  organizationName: string | null,
): { contacts: Child[]; phones: Child[] } {
  const tell = new Teller(building.report, row);
  const email = cleanEmail(row.values.email, tell.of('email'));
  const roleEmail = email && isRoleAddress(email, organizationName) ? email : null;
  if (email && !roleEmail) tell.repaired('email: it is a person’s own address and was left out.');
  const title = withoutNames(cleanLine(row.values.title, TEXT_LIMITS.name, tell.of('title')), row.values.name);
  const department = withoutNames(
    cleanLine(row.values.department, TEXT_LIMITS.name, tell.of('department')),
    row.values.name,
  );
  const isKept = title !== null || department !== null || roleEmail !== null;
  const contact = childOf(building, row, owner, { title, department, email: roleEmail });
  const phoneOwner = isKept ? { column: 'contact_id', id: String(contact.id) } : owner;
  const phones = building.stage
    .children('contact', row.id, 'phone')
    .map((phone) => buildPhone(building, phone, phoneOwner))
    .filter((phone) => phone !== null);
  return { contacts: isKept ? [contact] : [], phones };
}

/** Some sources write the name into the title as well: "Manager, Jane Smith". */
function withoutNames(text: string | null, name: unknown): string | null {
  if (text === null || typeof name !== 'string' || name.trim().length < 3) return text;
  const left = text.replaceAll(name.trim(), '').replace(/^[\s,:–-]+|(?<![\s,:–-])[\s,:–-]+$/g, '');
  return left === '' ? null : left;
}

export function buildAddress(building: Building, row: StagedRow, owner: OwnerColumn): Child | null {
  const tell = new Teller(building.report, row);
  const line = (name: string) => cleanLine(row.values[name], TEXT_LIMITS.name, tell.of(name));
  const more = [line('address_2'), line('address_3'), line('address_4')].filter((part) => part !== null);
  const columns = {
    // HSDS "attention" is the name of a person as often as not.
    attention: null,
    address_1: line('address_1'),
    address_2: more.length > 0 ? more.join(', ') : null,
    city: line('city'),
    region: line('region'),
    state_province: line('state_province'),
    postal_code: cleanLine(row.values.postal_code, 20, tell.of('postal_code'))?.toUpperCase() ?? null,
    country: cleanCountry(row.values.country, tell.of('country')),
    address_type: locationType(row.values.address_type) ?? 'PHYSICAL',
  };
  const { attention, country, address_type, ...rest } = columns;
  return Object.values(rest).some((value) => value !== null) ? childOf(building, row, owner, columns) : null;
}

/** HSDS location_type and address_type. */
export function locationType(value: unknown): 'PHYSICAL' | 'POSTAL' | 'VIRTUAL' | null {
  const word = typeof value === 'string' ? value.trim().toUpperCase() : '';
  return word === 'PHYSICAL' || word === 'POSTAL' || word === 'VIRTUAL' ? word : null;
}

const LANGUAGE_NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
const codeOfLanguage = new Map<string, string>();
for (const a of 'abcdefghijklmnopqrstuvwxyz') {
  for (const b of 'abcdefghijklmnopqrstuvwxyz') {
    const name = LANGUAGE_NAMES.of(a + b)?.toLowerCase();
    if (name && name !== a + b && !codeOfLanguage.has(name)) codeOfLanguage.set(name, a + b);
  }
}

export function buildLanguage(building: Building, row: StagedRow, owner: OwnerColumn): Child | null {
  const tell = new Teller(building.report, row);
  const said = cleanLine(firstOf(row.values, 'name', 'code'), 100, tell.of('name'));
  if (!said) return null;
  const given = cleanLine(row.values.code, 20, silent)?.toLowerCase() ?? null;
  const isCode = /^[a-z]{2,3}(?:-[a-z]{2,4})?$/i.test(said);
  const byCode = isCode ? languageName(said) : null;
  return childOf(building, row, owner, {
    name: byCode ?? said,
    code: given ?? (byCode ? said.toLowerCase() : (codeOfLanguage.get(said.toLowerCase()) ?? null)),
    note: cleanLine(row.values.note, TEXT_LIMITS.line, tell.of('note')),
  });
}

function languageName(code: string): string | null {
  try {
    return LANGUAGE_NAMES.of(code) ?? null;
  } catch {
    return null;
  }
}

export function buildCostOption(building: Building, row: StagedRow, owner: OwnerColumn): Child | null {
  const tell = new Teller(building.report, row);
  const currency = cleanLine(row.values.currency, 20, silent)?.toUpperCase() ?? null;
  const columns = {
    option: cleanLine(row.values.option, TEXT_LIMITS.name, tell.of('option')),
    amount: cleanAmount(row.values.amount, tell.of('amount')),
    currency: currency && /^[A-Z]{3}$/.test(currency) ? currency : null,
    amount_description: cleanLine(row.values.amount_description, TEXT_LIMITS.line, tell.of('amount_description')),
    valid_from: cleanDate(row.values.valid_from, tell.of('valid_from')),
    valid_to: cleanDate(row.values.valid_to, tell.of('valid_to')),
  };
  const isSaid = columns.option !== null || columns.amount !== null || columns.amount_description !== null;
  return isSaid ? childOf(building, row, owner, columns) : null;
}

export function buildServiceArea(building: Building, row: StagedRow, owner: OwnerColumn): Child | null {
  const tell = new Teller(building.report, row);
  const name = cleanLine(firstOf(row.values, 'name', 'service_area', 'description'), TEXT_LIMITS.name, tell.of('name'));
  const description = cleanText(row.values.description, TEXT_LIMITS.text, tell.of('description'));
  return name ? childOf(building, row, owner, { name, description: description === name ? null : description }) : null;
}

export function buildAccessibility(building: Building, row: StagedRow, owner: OwnerColumn): Child | null {
  const tell = new Teller(building.report, row);
  const details = cleanText(row.values.details, TEXT_LIMITS.text, tell.of('details'));
  const description = cleanLine(row.values.description, TEXT_LIMITS.line, tell.of('description')) ?? details;
  if (!description || description.toLowerCase() === 'test') return null;
  return childOf(building, row, owner, {
    description,
    details: details === description ? null : details,
    url: cleanUrl(row.values.url, tell.of('url')),
  });
}
