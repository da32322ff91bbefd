const WHAT = [
  ['Coffee Morning', 'Come and meet people over a cup of coffee. Most people come on their own the first time.'],
  ['Walking Group', 'A gentle walk of an hour, dogs welcome. Good shoes and a bottle of water are all you need.'],
  ['Housing Advice', 'Advice on rent arrears, repairs and eviction. We can talk to your landlord with you.'],
  ['Debt Advice', 'Free advice on debt, bailiffs and priority bills. Bring your letters, opened or not.'],
  ['Job Club', 'Help with a CV, applications and interviews. Computers and a printer are free to use.'],
  ['English Class', 'English for speakers of other languages, all levels. Small groups and patient teachers.'],
  ['Carers Centre', 'Information and breaks for people who look after somebody.'],
  ['Counselling', 'Talk in private with a trained counsellor. Six sessions, with more when needed.'],
] as const;
const TOWNS = [
  ['Leeds', 'LS1', 53.797, -1.548],
  ['Manchester', 'M1', 53.479, -2.236],
  ['Norwich', 'NR1', 52.628, 1.299],
  ['Bristol', 'BS1', 51.454, -2.597],
] as const;

const idOf = (kind: number, n: number) =>
  `00000000-${kind.toString(16).padStart(4, '0')}-4000-8000-${n.toString(16).padStart(12, '0')}`;

/** The n-th record of a made-up HSDS file, with everything nested that a council's feed has. */
export function activityOf(n: number): object {
  const [name, description] = WHAT[n % WHAT.length] ?? WHAT[0];
  const [city, outward, latitude, longitude] = TOWNS[n % TOWNS.length] ?? TOWNS[0];
  const organization = Math.floor(n / 3);
  return {
    id: idOf(1, n),
    name: `${city} ${name} ${n}`,
    description: `${description} It is held at hall ${n}, near road ${organization}.`,
    status: 'active',
    url: `https://www.example.org/${n}`,
    organization: { id: idOf(2, organization), name: `${city} Trust ${organization}`, description: 'A charity.' },
    phones: [{ id: idOf(3, n), number: `01632 960${String(n % 1_000).padStart(3, '0')}` }],
    schedules: [{ id: idOf(4, n), freq: 'WEEKLY', byday: 'MO', opens_at: '10:00', closes_at: '12:00' }],
    languages: [{ id: idOf(5, n), name: 'English', code: 'en' }],
    service_at_locations: [
      {
        id: idOf(6, n),
        location: {
          id: idOf(7, n),
          location_type: 'physical',
          name: `Hall ${n}`,
          latitude: latitude + (n % 100) / 2_000,
          longitude: longitude + (n % 77) / 2_000,
          addresses: [
            {
              id: idOf(8, n),
              address_1: `${1 + (n % 90)} Example Road`,
              city,
              postal_code: `${outward} ${1 + (n % 9)}AA`,
              country: 'GB',
              address_type: 'physical',
            },
          ],
        },
      },
    ],
  };
}
