/**
 * Days on which nobody is expected to answer, by the time zone of a team.
 * Reviewed 2026-11; add the next year before it begins.
 * Sources: https://www.gov.uk/bank-holidays (England and Wales), 5 U.S.C. 6103 (United States, as observed).
 */
const ENGLAND_AND_WALES: readonly string[] = [
  ...['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25', '2026-08-31', '2026-12-25', '2026-12-28'],
  ...['2027-01-01', '2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31', '2027-08-30', '2027-12-27', '2027-12-28'],
  ...['2028-01-03', '2028-04-14', '2028-04-17', '2028-05-01', '2028-05-29', '2028-08-28', '2028-12-25', '2028-12-26'],
];

const UNITED_STATES: readonly string[] = [
  ...['2026-01-01', '2026-01-19', '2026-02-16', '2026-05-25', '2026-06-19', '2026-07-03', '2026-09-07', '2026-10-12'],
  ...['2026-11-11', '2026-11-26', '2026-12-25', '2027-01-01', '2027-01-18', '2027-02-15', '2027-05-31', '2027-06-18'],
  ...['2027-07-05', '2027-09-06', '2027-10-11', '2027-11-11', '2027-11-25', '2027-12-24', '2027-12-31', '2028-01-17'],
  ...['2028-02-21', '2028-05-29', '2028-06-19', '2028-07-04', '2028-09-04', '2028-10-09', '2028-11-10', '2028-11-23'],
  ...['2028-12-25'],
];

const byTimezone: Readonly<Record<string, ReadonlySet<string>>> = {
  'Europe/London': new Set(ENGLAND_AND_WALES),
  'America/New_York': new Set(UNITED_STATES),
  'America/Chicago': new Set(UNITED_STATES),
  'America/Denver': new Set(UNITED_STATES),
  'America/Los_Angeles': new Set(UNITED_STATES),
};

const NONE: ReadonlySet<string> = new Set();

/** The holidays of a time zone as "2026-12-25"; empty where Kith has no list. */
export function bankHolidaysOf(timezone: string): ReadonlySet<string> {
  return byTimezone[timezone] ?? NONE;
}
