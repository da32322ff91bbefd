/** A record with what hangs on it, as import_row keeps it. */
export interface Snapshot {
  row: Record<string, unknown>;
  children: Record<string, Record<string, unknown>[]>;
}

/** One field of a record, in words for people. */
export interface FieldChange {
  /** Column or table, for example "name" or "phone". */
  key: string;
  label: string;
  /** One entry for each value; none: nothing was said. */
  before: string[];
  after: string[];
}

const LABELS: Readonly<Record<string, string>> = {
  name: 'Name',
  alternate_name: 'Other name',
  summary: 'In one line',
  description: 'Description',
  url: 'Web address',
  email: 'E-mail',
  status: 'Whether it runs',
  application_process: 'How to come or apply',
  first_visit: 'The first visit',
  wait_time: 'How long to wait',
  fees_description: 'What it costs',
  interpretation_services: 'Interpreting',
  alert: 'Notice',
  eligibility: 'Who it is for',
  minimum_age: 'From age',
  maximum_age: 'Up to age',
  is_online: 'Online',
  is_free: 'Free',
  areas: 'Parts of life',
  provision_types: 'How peers run it',
  advocacy_kinds: 'Who speaks up',
  keywords: 'Words to find it by',
  assured_at: 'Last checked',
  assured_by: 'Checked by',
  organization_id: 'Run by',
  year_incorporated: 'Founded',
  legal_status: 'Legal form',
  is_run_by_peers: 'Run by people who have been there',
  location_type: 'Kind of place',
  transportation: 'How to get there',
  latitude: 'Latitude',
  longitude: 'Longitude',
  is_sensitive: 'A place that must not be found',
  taxonomy: 'List of terms',
  code: 'Code',
  parent_id: 'Under',
  service_at_location: 'Places',
  contact: 'Who to ask for',
  phone: 'Telephone',
  schedule: 'When',
  language: 'Languages',
  cost_option: 'Prices',
  service_area: 'Where people live whom it is for',
  attribute: 'Terms',
  address: 'Address',
  accessibility: 'Getting in',
};
const ORDER = Object.keys(LABELS);
const VALUES: Readonly<Record<string, string>> = {
  ACTIVE: 'It runs',
  TEMPORARILY_CLOSED: 'Closed for now, means to open again',
  INACTIVE: 'Does not run now',
  DEFUNCT: 'Has ended',
  UNVERIFIED: 'Not checked yet',
  EMPLOYMENT: 'Work',
  HOUSING: 'Home',
  LEISURE: 'Things to do',
  EDUCATION: 'Learning',
  ADVOCACY: 'Being heard',
  MONEY: 'Money',
  HEALTH: 'Health',
  CARING: 'Looking after someone',
  RELATIONSHIPS: 'People',
  DAILY_LIVING: 'Day to day',
};
const CODED = new Set(['status', 'areas', 'provision_types', 'advocacy_kinds', 'location_type']);
/** Columns that name another record. */
const REFERENCES = new Set(['organization_id', 'parent_id', 'location_id', 'taxonomy_term_id']);

/**
 * What is different, field by field. A record that comes or goes has all its fields.
 *
 * @param names of other records, by id
 */
export function fieldChanges(
  before: Snapshot | null,
  after: Snapshot | null,
  names: ReadonlyMap<string, string> = new Map(),
): FieldChange[] {
  const changes: FieldChange[] = [];
  const add = (key: string, old: string[], fresh: string[]) => {
    const label = LABELS[key];
    // That something new is not online goes without saying.
    const isNothing = before === null && fresh.length === 1 && fresh[0] === 'No';
    if (label && !isNothing && JSON.stringify(old) !== JSON.stringify(fresh))
      changes.push({ key, label, before: old, after: fresh });
  };
  for (const key of Object.keys((after ?? before)?.row ?? {}))
    add(key, wordsOf(key, before?.row[key], names), wordsOf(key, after?.row[key], names));
  const tables = new Set([...Object.keys(before?.children ?? {}), ...Object.keys(after?.children ?? {})]);
  for (const table of tables) {
    const lines = (snapshot: Snapshot | null) =>
      (snapshot?.children[table] ?? [])
        .map((row) => lineOf(row, names))
        .filter(Boolean)
        .toSorted();
    add(table, lines(before), lines(after));
  }
  // jsonb keeps no order of its own.
  return changes.toSorted((a, b) => ORDER.indexOf(a.key) - ORDER.indexOf(b.key));
}

/** Ids of other records that the words name. */
export function referencesIn(...snapshots: (Snapshot | null)[]): string[] {
  const rows = snapshots.flatMap((one) => (one ? [one.row, ...Object.values(one.children).flat()] : []));
  return rows.flatMap((row) =>
    [...REFERENCES].map((column) => row[column]).filter((id): id is string => typeof id === 'string'),
  );
}

/** The changes in one sentence: `Name: "Chess" is now "Chess and tea".` */
export function sentenceOf(changes: readonly FieldChange[]): string {
  if (changes.length === 0) return 'Changed in a detail that Kith does not show.';
  const parts = changes.slice(0, 4).map(({ label, before, after }) => {
    if (after.length === 0) return `${label} is left out (it was ${short(before)})`;
    return before.length === 0
      ? `${label}: ${short(after)} is new`
      : `${label}: ${short(before)} is now ${short(after)}`;
  });
  const left = changes.length - parts.length;
  return `${parts.join('; ')}${left > 0 ? `; and ${left} more` : ''}.`;
}

function short(values: readonly string[]): string {
  const text = values.join(', ').replace(/\s+/g, ' ');
  return `"${text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text}"`;
}

function wordsOf(key: string, value: unknown, names: ReadonlyMap<string, string>): string[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) return value.flatMap((one) => wordsOf(key, one, names));
  if (typeof value === 'boolean') return [value ? 'Yes' : 'No'];
  if (typeof value === 'number') return [String(value)];
  const text = String(value);
  if (REFERENCES.has(key)) return [names.get(text) ?? 'another record'];
  if (key === 'assured_at') return [text.slice(0, 10)];
  return [CODED.has(key) ? (VALUES[text] ?? text.toLowerCase().replaceAll('_', ' ')) : text];
}

const HIDDEN = new Set([
  'id',
  'code',
  'link_type',
  'address_type',
  'timezone',
  'freq',
  'interval',
  'dtstart',
  'attention',
]);

/** One child on one line. */
function lineOf(row: Record<string, unknown>, names: ReadonlyMap<string, string>): string {
  const parts = Object.keys(row)
    .filter((key) => !HIDDEN.has(key) && (!key.endsWith('_id') || key === 'location_id' || key === 'taxonomy_term_id'))
    .toSorted()
    .flatMap((key) =>
      key === 'amount' && row[key] !== null ? Number(row[key]).toFixed(2) : wordsOf(key, row[key], names),
    );
  return [...new Set(parts)].join(', ').replace(/\s+/g, ' ');
}
