import { createHash } from 'node:crypto';
import type pg from 'pg';
import gazetteer from '../../packages/server/src/modules/directory/gazetteer.json' with { type: 'json' };

// A made-up directory of any size for measuring: the same services every time, nobody real.

interface Activity {
  name: string;
  area: string;
  said: string[];
}

const activity = (area: string, name: string, ...said: string[]): Activity => ({ name, area, said });

const ACTIVITIES: Activity[] = [
  activity(
    'RELATIONSHIPS',
    'Coffee Morning',
    'Come and meet people over a cup of coffee.',
    'Most people come on their own the first time.',
  ),
  activity(
    'RELATIONSHIPS',
    'Befriending',
    'A volunteer visits or rings every week.',
    'For people who feel lonely or cut off.',
  ),
  activity(
    'RELATIONSHIPS',
    'Bereavement Group',
    'For anybody who has lost somebody close.',
    'Grief has no timetable here.',
  ),
  activity(
    'RELATIONSHIPS',
    'Family Mediation',
    'We help parents who have separated to talk.',
    'Children come first in every meeting.',
  ),
  activity(
    'LEISURE',
    'Walking Group',
    'A gentle walk of an hour, dogs welcome.',
    'Good shoes and a bottle of water are all you need.',
  ),
  activity(
    'LEISURE',
    'Choir',
    'Sing together; no audition and no need to read music.',
    'We give two small concerts a year.',
  ),
  activity(
    'LEISURE',
    'Walking Football',
    'Football at walking pace for all abilities.',
    'Boots and bibs are there to borrow.',
  ),
  activity('LEISURE', 'Allotment', 'Grow vegetables together on a shared plot.', 'Tools, seeds and tea are provided.'),
  activity(
    'LEISURE',
    'Art Studio',
    'Paint, draw or make something out of clay.',
    'Materials are free for the first six weeks.',
  ),
  activity(
    'LEISURE',
    'Swimming Club',
    'Sessions in the small pool with a lifeguard.',
    'There is a hoist and a changing place.',
  ),
  activity(
    'HOUSING',
    'Housing Advice',
    'Advice on rent arrears, repairs and eviction.',
    'We can talk to your landlord with you.',
  ),
  activity(
    'HOUSING',
    'Night Shelter',
    'A bed, a meal and a shower for the night.',
    'Doors open at eight in the evening.',
  ),
  activity(
    'HOUSING',
    'Supported Lodgings',
    'A room in a family home while you find your feet.',
    'For young people who cannot live at home.',
  ),
  activity(
    'HOUSING',
    'Tenancy Support',
    'Help with setting up home and keeping a tenancy.',
    'A worker visits every fortnight.',
  ),
  activity(
    'MONEY',
    'Debt Advice',
    'Free advice on debt, bailiffs and priority bills.',
    'Bring your letters, opened or not.',
  ),
  activity(
    'MONEY',
    'Benefits Help',
    'Help with claims, reviews and tribunals.',
    'We can come to an appeal hearing with you.',
  ),
  activity(
    'MONEY',
    'Credit Union',
    'Save a little, borrow a little, at fair rates.',
    'Anybody who lives or works here can join.',
  ),
  activity('MONEY', 'Fuel Fund', 'Vouchers for gas and electricity in a cold month.', 'One call is enough to apply.'),
  activity('DAILY_LIVING', 'Food Bank', 'A parcel of food for three days.', 'You can choose what goes into your bag.'),
  activity(
    'DAILY_LIVING',
    'Community Transport',
    'Door to door lifts to appointments and shops.',
    'Ring two days before you want to travel.',
  ),
  activity(
    'DAILY_LIVING',
    'Furniture Reuse',
    'Beds, cookers and tables at low prices.',
    'We deliver and carry upstairs.',
  ),
  activity('DAILY_LIVING', 'Lunch Club', 'A hot lunch with company.', 'Two courses and a cup of tea.'),
  activity(
    'EMPLOYMENT',
    'Job Club',
    'Help with a CV, applications and interviews.',
    'Computers and a printer are free to use.',
  ),
  activity('EMPLOYMENT', 'Volunteering Desk', 'Find something to give an hour or a day to.', 'Expenses are paid.'),
  activity(
    'EMPLOYMENT',
    'Work Coaching',
    'One to one coaching for people with a health condition.',
    'We stay in touch after you start.',
  ),
  activity(
    'EDUCATION',
    'English Class',
    'English for speakers of other languages, all levels.',
    'A crèche is next door.',
  ),
  activity(
    'EDUCATION',
    'Computer Basics',
    'Learn to use a tablet, e-mail and online forms.',
    'Small groups and patient teachers.',
  ),
  activity(
    'EDUCATION',
    'Reading Together',
    'A reading group that reads aloud, no homework.',
    'Listening is taking part as well.',
  ),
  activity(
    'ADVOCACY',
    'Advocacy Service',
    'Somebody at your side in meetings about you.',
    'We speak up with you, never over you.',
  ),
  activity(
    'ADVOCACY',
    'Speaking Up Group',
    'A self-advocacy group for people with a learning disability.',
    'Members run the meetings.',
  ),
  activity(
    'ADVOCACY',
    'Complaints Help',
    'Support with a complaint about health or care.',
    'It is free and separate from the hospital.',
  ),
  activity(
    'HEALTH',
    'Counselling',
    'Talk in private with a trained counsellor.',
    'Six sessions, with more when needed.',
  ),
  activity(
    'HEALTH',
    'Recovery Group',
    'For people in recovery from alcohol or drugs.',
    'Run by people who have been there.',
  ),
  activity(
    'HEALTH',
    'Dental Clinic',
    'Check-ups and urgent treatment without registration.',
    'Bring a list of your medicines.',
  ),
  activity(
    'HEALTH',
    'Wellbeing Drop-in',
    'A quiet room, a listening ear and a cup of tea.',
    'For anxiety, low mood or a hard week.',
  ),
  activity(
    'HEALTH',
    'Hearing Voices Group',
    'A peer support group for people who hear voices.',
    'No diagnosis and no referral needed.',
  ),
  activity(
    'CARING',
    'Carers Centre',
    'Information and breaks for people who look after somebody.',
    'Ask about a sitter for the afternoon.',
  ),
  activity(
    'CARING',
    'Dementia Café',
    'An afternoon for people with dementia and their families.',
    'Music, memories and cake.',
  ),
  activity(
    'CARING',
    'Respite Weekends',
    'A weekend away while somebody else takes over.',
    'Trained staff stay through the night.',
  ),
  activity('CARING', 'Young Carers', 'A club for children who help at home.', 'Trips in every school holiday.'),
];

const AUDIENCES = [
  'for adults',
  'for older people',
  'for women',
  'for men',
  'for young people',
  'for parents',
  'for everyone',
  'for disabled people',
  'for newcomers',
  'for LGBT people',
  'for veterans',
  'for new mothers',
  'for students',
  'for families',
];
const SENTENCES = [
  'Everybody is welcome, whatever your background.',
  'There is no charge, but donations help to keep the lights on.',
  'Ring or just turn up; somebody will meet you at the door.',
  'The building has level access and a large print leaflet.',
  'You do not need a referral from a doctor.',
  'Our volunteers are trained and have time to listen.',
  'We can send information by post if you prefer.',
  'Sessions run all year except for two weeks in August.',
  'Please tell us if you need an interpreter.',
  'We work together with the council and the local hospital.',
  'Places are limited, so please book by telephone.',
  'The nearest bus stop is two minutes away.',
  'People tell us that the first visit is the hardest.',
  'A support worker can help you to make a plan.',
  'Children can come along when somebody looks after them.',
  'We keep what you tell us private.',
  'The service is funded by the national lottery until next spring.',
  'You can bring a friend, a neighbour or a family member.',
  'There is a small kitchen and a garden behind the house.',
  'If we are not the right place we will find one with you.',
];
const SYLLABLES =
  'ash bar cal den el far gar hol in jar ken lin mar nor ol pen quar ros sel tor ul ver wen yar zel brook ton ley ford wick ham field mere gate stone bury well dale croft'.split(
    ' ',
  );
const ENDINGS = [
  'Trust',
  'Community Centre',
  'Project',
  'Association',
  'Charity',
  'Partnership',
  'House',
  'Network',
  'Church',
  'Council',
];

/** Mulberry32: small, fast, the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function uuidOf(text: string): string {
  const hex = createHash('md5').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

type Town = [name: string, region: string, country: string, latitude: number, longitude: number, zips: string[]];
const TOWNS = (gazetteer.towns as Town[]).filter(([, , country]) => country === 'GB');
const AREAS = gazetteer.areas as [code: string, name: string, latitude: number, longitude: number][];

/** Fills an empty, migrated database with `count` services, about one and a quarter places each. */
export async function fillSynthetic(pool: pg.Pool, count: number): Promise<void> {
  const random = randomFrom(count);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  // Few towns have much and many have little, as in life.
  const pickTown = () => TOWNS[Math.floor(random() ** 1.7 * TOWNS.length)] as Town;
  const madeUp = () => {
    const word = `${pick(SYLLABLES)}${pick(SYLLABLES)}${random() < 0.4 ? pick(SYLLABLES) : ''}`;
    return word.charAt(0).toUpperCase() + word.slice(1);
  };
  const source = uuidOf('source');
  await pool.query(
    `INSERT INTO directory_source (id, key, name, format) VALUES ($1, 'synthetic', 'A made-up directory', 'HSDS_JSON')`,
    [source],
  );
  const organizations = Array.from({ length: Math.max(20, Math.round(count * 0.8)) }, (_, index) => ({
    id: uuidOf(`organization ${index}`),
    name: `${madeUp()} ${pick(ENDINGS)}`,
  }));
  await inBatches(organizations, async (batch) => {
    await pool.query(
      `INSERT INTO organization (id, hsds_id, source_id, record_id, name, content_hash, fetched_at, last_modified_at)
       SELECT id, id, $1, id::text, name, '', now(), now() FROM json_to_recordset($2::json) o (id uuid, name text)`,
      [source, JSON.stringify(batch)],
    );
  });
  const numbers = Array.from({ length: count }, (_, index) => index);
  await inBatches(numbers, async (batch) => {
    const services: object[] = [];
    const locations: object[] = [];
    for (const number of batch) {
      const what = pick(ACTIVITIES);
      const town = pickTown();
      const audience = pick(AUDIENCES);
      const id = uuidOf(`service ${number}`);
      const place = madeUp();
      const rest = Array.from({ length: 2 + Math.floor(random() * 6) }, () => pick(SENTENCES));
      const second = random() < 0.3 ? pick(ACTIVITIES) : null;
      const isOnline = random() < 0.06;
      services.push({
        id,
        organization_id: pick(organizations).id,
        name: random() < 0.5 ? `${place} ${what.name}` : `${what.name} ${audience} in ${town[0]}`,
        summary: what.said[0],
        description: `${what.said.join(' ')} ${second ? `${second.said.join(' ')} ` : ''}${rest.join(' ')} It is held ${audience} at ${place} ${pick(['Hall', 'Centre', 'Library', 'Rooms'])} near ${madeUp()} ${pick(['Road', 'Street', 'Lane'])}, ${town[0]}. Ask for ${madeUp()}.`,
        areas: `{${[...new Set([what.area, ...(second ? [second.area] : [])])].join(',')}}`,
        provision_types: random() < 0.12 ? '{SELF_HELP_GROUP}' : random() < 0.05 ? '{PEER_OPERATED}' : '{}',
        advocacy_kinds: what.area === 'ADVOCACY' ? (random() < 0.5 ? '{SELF}' : '{PEER}') : '{}',
        is_online: isOnline,
        is_free: random() < 0.4 ? true : random() < 0.3 ? false : null,
        minimum_age: random() < 0.3 ? 18 : null,
        modified: new Date(Date.UTC(2026, 9, 1) - Math.floor(random() * 900) * 86_400_000).toISOString(),
      });
      const places = isOnline && random() < 0.8 ? 0 : random() < 0.75 ? 1 : 2;
      for (let index = 0; index < places; index++) {
        const latitude = town[3] + (random() + random() - 1) * 0.08;
        const longitude = town[4] + (random() + random() - 1) * 0.12;
        const area = nearestArea(latitude, longitude);
        locations.push({
          id: uuidOf(`location ${number} ${index}`),
          service_id: id,
          latitude,
          longitude,
          city: town[0],
          postal_code: `${area}${1 + Math.floor(random() * 40)} ${1 + Math.floor(random() * 9)}${pick(['AA', 'AB', 'BD', 'EG', 'HJ'])}`,
        });
      }
    }
    await pool.query(
      `INSERT INTO service (id, hsds_id, source_id, record_id, organization_id, name, summary, description, status, areas, provision_types,
         advocacy_kinds, is_online, is_free, minimum_age, content_hash, fetched_at, last_modified_at)
       SELECT id, id, $1, id::text, organization_id, name, summary, description, 'ACTIVE', areas::life_area[], provision_types::provision_type[],
         advocacy_kinds::advocacy_kind[], is_online, is_free, minimum_age, '', now(), modified
       FROM json_to_recordset($2::json) s (id uuid, organization_id uuid, name text, summary text, description text, areas text,
         provision_types text, advocacy_kinds text, is_online boolean, is_free boolean, minimum_age int, modified timestamptz)`,
      [source, JSON.stringify(services)],
    );
    await pool.query(
      `WITH l AS (SELECT * FROM json_to_recordset($2::json) l (id uuid, service_id uuid, latitude float8, longitude float8, city text, postal_code text)),
       a AS (INSERT INTO location (id, hsds_id, source_id, record_id, location_type, latitude, longitude, content_hash, fetched_at, last_modified_at)
         SELECT id, id, $1, id::text, 'PHYSICAL', latitude, longitude, '', now(), now() FROM l),
       b AS (INSERT INTO address (id, location_id, city, postal_code, country) SELECT id, id, city, postal_code, 'GB' FROM l)
       INSERT INTO service_at_location (id, service_id, location_id) SELECT id, service_id, id FROM l`,
      [source, JSON.stringify(locations)],
    );
  });
}

async function inBatches<T>(list: readonly T[], write: (batch: readonly T[]) => Promise<void>): Promise<void> {
  for (let start = 0; start < list.length; start += 2_000) await write(list.slice(start, start + 2_000));
}

const nearest = new Map<string, string>();

function nearestArea(latitude: number, longitude: number): string {
  const key = `${latitude.toFixed(1)} ${longitude.toFixed(1)}`;
  let code = nearest.get(key);
  if (code === undefined) {
    const far = ([, , y, x]: (typeof AREAS)[number]) => (y - latitude) ** 2 + ((x - longitude) * 0.6) ** 2;
    code = AREAS.reduce((best, area) => (far(area) < far(best) ? area : best))[0];
    nearest.set(key, code);
  }
  return code;
}
