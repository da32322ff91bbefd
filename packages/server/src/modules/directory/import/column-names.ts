/** What a column probably means, from 0 (no idea) to 1 (its very name). */
export interface TargetGuess {
  target: string;
  score: number;
}

type Subject = 'service' | 'organization' | 'location';

/** Words at the start of a column's name that say what it is about. */
const SUBJECTS: Readonly<Record<string, Subject>> = {
  service: 'service',
  services: 'service',
  svc: 'service',
  program: 'service',
  programme: 'service',
  activity: 'service',
  group: 'service',
  organization: 'organization',
  organisation: 'organization',
  org: 'organization',
  agency: 'organization',
  provider: 'organization',
  charity: 'organization',
  location: 'location',
  loc: 'location',
  site: 'location',
  venue: 'location',
  place: 'location',
  address: 'location',
  physical: 'location',
};

/** Field → the names that it goes by, without the word for what it is about. */
// biome-ignore format: a table
const NAMES: Readonly<Record<string, readonly string[]>> = {
  id: ['id', 'uuid', 'guid', 'key', 'identifier', 'ref', 'reference', 'record_id', 'number_id'],
  name: ['name', 'title', 'public_name', 'official_name', 'what', ''],
  alternate_name: ['alternate_name', 'alternative_name', 'alt_name', 'aka', 'other_name', 'also_known_as', 'alias'],
  summary: ['summary', 'short_description', 'tagline', 'in_brief', 'brief'],
  description: ['description', 'desc', 'about', 'details', 'long_description', 'narrative', 'overview', 'notes', 'what_we_do', 'information'],
  url: ['url', 'website', 'web', 'web_address', 'web_site', 'homepage', 'home_page', 'link', 'uri', 'site', 'webpage'],
  email: ['email', 'e_mail', 'email_address', 'mail', 'contact_email', 'main_email'],
  phone: ['phone', 'phones', 'phone_number', 'phone_numbers', 'telephone', 'tel', 'telephone_number', 'contact_number', 'main_phone', 'phone_1', 'phone1', 'number', 'helpline', 'mobile'],
  status: ['status', 'state_of_service', 'active', 'is_active', 'record_status'],
  application_process: ['application_process', 'how_to_apply', 'application', 'intake', 'intake_process', 'intake_procedure', 'referral', 'referral_process', 'how_to_access', 'access', 'how_to_join', 'to_apply', 'booking'],
  fees_description: ['fees_description', 'fees', 'fee', 'cost', 'costs', 'price', 'charge', 'charges', 'fee_structure'],
  wait_time: ['wait_time', 'waiting_time', 'wait', 'waiting_list'],
  eligibility: ['eligibility', 'eligibility_description', 'who_for', 'who_is_it_for', 'audience', 'target_group', 'target_population', 'requirements', 'criteria', 'suitable_for'],
  minimum_age: ['minimum_age', 'min_age', 'age_min', 'age_from', 'from_age', 'youngest'],
  maximum_age: ['maximum_age', 'max_age', 'age_max', 'age_to', 'to_age', 'oldest'],
  interpretation_services: ['interpretation_services', 'interpretation', 'interpreters'],
  alert: ['alert', 'notice', 'warning'],
  keywords: ['keywords', 'tags', 'category', 'categories', 'topic', 'topics', 'problem_codes', 'taxonomy', 'type', 'service_type', 'subject'],
  schedule: ['schedule', 'hours', 'opening_hours', 'opening_times', 'open', 'hours_of_operation', 'times', 'when', 'days', 'days_and_times', 'operating_hours'],
  languages: ['languages', 'language', 'languages_spoken', 'spoken_languages'],
  service_area: ['service_area', 'service_areas', 'areas', 'area', 'area_served', 'areas_served', 'coverage', 'coverage_area', 'geographic_area', 'catchment', 'counties_served'],
  assured_date: ['assured_date', 'last_checked', 'verified', 'last_verified', 'checked', 'date_checked', 'last_assured', 'last_verified_on', 'date_verified'],
  legal_status: ['legal_status', 'legal_form', 'organisation_type', 'organization_type'],
  year_incorporated: ['year_incorporated', 'founded', 'established', 'incorporated', 'year_founded'],
  transportation: ['transportation', 'transport', 'getting_there', 'directions', 'travel', 'bus', 'bus_service_access', 'public_transport', 'parking'],
  accessibility: ['accessibility', 'disabled_access', 'wheelchair', 'wheelchair_access', 'ada_access', 'handicap_access', 'disabilities_access'],
  latitude: ['latitude', 'lat', 'y'],
  longitude: ['longitude', 'long', 'lng', 'lon', 'x'],
  address_1: ['address', 'address_1', 'address1', 'address_line_1', 'street', 'street_address', 'line_1', 'line1', 'physical_address', 'full_address'],
  address_2: ['address_2', 'address2', 'address_line_2', 'line_2', 'line2', 'suite', 'unit'],
  city: ['city', 'town', 'post_town', 'locality', 'municipality', 'town_city'],
  region: ['region', 'district', 'borough'],
  state_province: ['state', 'state_province', 'province', 'county'],
  postal_code: ['postal_code', 'postcode', 'post_code', 'zip', 'zip_code', 'zipcode'],
  country: ['country', 'country_code'],
};

/** "military_status" is no status of a service, but "main_contact_email" is an e-mail address. */
const BY_ITS_END = new Set([
  'url',
  'email',
  'phone',
  'postal_code',
  'city',
  'description',
  'latitude',
  'longitude',
  'eligibility',
]);
const WHO_RUNS_IT = new Set([
  'run_by',
  'provided_by',
  'delivered_by',
  'who_runs_it',
  'organiser',
  'organizer',
  'lead_organisation',
]);
const IN_ADDRESS = new Set(['address_1', 'address_2', 'city', 'region', 'state_province', 'postal_code', 'country']);
const ONLY_PLACES = new Set(['latitude', 'longitude', 'transportation', 'accessibility']);
const ONLY_ORGANIZATIONS = new Set(['legal_status', 'year_incorporated']);
const EVERYWHERE = new Set(['id', 'name', 'alternate_name', 'description', 'url', 'email', 'phone']);

/** What a column's name may mean in a table about `subject`, by what it says of what it is about and which field it is. */
export function nameOfColumn(column: string, subject: Subject): TargetGuess[] {
  const words = column
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '')
    .split('_');
  const guesses: TargetGuess[] = [];
  if (WHO_RUNS_IT.has(words.join('_'))) guesses.push({ target: 'organization.name', score: 0.92 });
  const said = SUBJECTS[words[0] ?? ''];
  const whole = words.join('_');
  // "organization_name", but also "service_area", which is a field of its own.
  for (const [field, names] of Object.entries(NAMES)) {
    const rest = said ? words.slice(1).join('_') : null;
    const at = names.indexOf(whole);
    if (at >= 0 && whole !== '')
      guesses.push({
        target: targetOf(said && field === 'name' ? said : subject, field),
        score: said ? 0.95 : 0.9 - at * 0.01,
      });
    const restAt = rest === null ? -1 : names.indexOf(rest);
    if (said && restAt >= 0)
      guesses.push({ target: targetOf(said, field), score: rest === '' ? 0.7 : 0.94 - restAt * 0.01 });
    // "main_contact_telephone": its end says what it is.
    else if (at < 0 && BY_ITS_END.has(field) && names.some((name) => name.length > 3 && whole.endsWith(`_${name}`)))
      guesses.push({ target: targetOf(said ?? subject, field), score: 0.5 });
  }
  return guesses;
}

function targetOf(subject: Subject, field: string): string {
  if (IN_ADDRESS.has(field)) return `address.${field}`;
  if (ONLY_PLACES.has(field)) return `location.${field}`;
  if (ONLY_ORGANIZATIONS.has(field)) return `organization.${field}`;
  if (EVERYWHERE.has(field))
    return field === 'email' && subject === 'location' ? 'service.email' : `${subject}.${field}`;
  return `service.${field}`;
}
