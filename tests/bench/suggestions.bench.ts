// How long it takes to suggest an advocate for one request, out of 5,000. Run: node tests/bench/suggestions.bench.ts
import { suggest, type Waiting } from '../../packages/server/src/modules/peers/queue/ranking.ts';
import { weekOfRows } from '../../packages/server/src/modules/peers/queue/week-hours.ts';
import type { Candidate } from '../../packages/server/src/modules/peers/suggestion-rules.ts';
import { sharedVocabulary } from '../../packages/server/src/modules/people/shared-vocabulary.ts';

const ADVOCATES = 5_000;
const REQUESTS = 200;
const TARGET_MS = 50;

// A small generator with a seed, so that each run measures the same team.
let state = 42;
function below(limit: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state % limit;
}

function pick<T>(values: readonly T[]): T {
  return values[below(values.length)] as T;
}

const team: Candidate[] = Array.from({ length: ADVOCATES }, (_, index) => ({
  id: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  firstName: 'Maya',
  stage: pick(['ADVOCATE', 'ADVOCATE', 'MENTOR', 'SHADOWING']),
  energy: pick(['FINE', 'FINE', 'FINE', 'LOW', 'BREAK']),
  breakUntil: null,
  readyUntil: new Date('2027-06-01'),
  supervisionDueOn: new Date('2027-01-15'),
  capacity: 6,
  openMatches: below(7),
  languages: ['en', pick(['ur', 'pl', 'cy', 'so'])],
  channels: ['PHONE', pick(['TEXT', 'EMAIL', 'IN_PERSON'])],
  outwardCode: `M${below(40)}`,
  place: { latitude: 53 + below(100) / 100, longitude: -2.5 + below(100) / 100 },
  hours: weekOfRows([
    { weekday: pick(['MONDAY', 'TUESDAY', 'FRIDAY']), from: pick(['09:00', '13:00']), until: pick(['15:00', '18:00']) },
  ]),
  lastAskedAt: new Date(Date.UTC(2026, 10, 1 + below(22))),
  notFor: new Set([`request-${below(REQUESTS)}`]),
  characteristics: Array.from({ length: 8 }, () => {
    const { dimension, value } = pick(sharedVocabulary);
    return { dimension, value, visibility: pick(['PUBLIC', 'MATCHED', 'PRIVATE']) };
  }),
  earlier: null,
}));

const requests: Waiting[] = Array.from({ length: REQUESTS }, (_, index) => ({
  id: `request-${index}`,
  reference: `KT-${index}`,
  waitingSince: new Date(Date.UTC(2026, 10, 1 + below(22), below(24))),
  place: { latitude: 53 + below(100) / 100, longitude: -2.5 + below(100) / 100 },
  hours: weekOfRows([{ weekday: pick(['MONDAY', 'TUESDAY', 'FRIDAY']), from: '10:00', until: '14:00' }]),
  channel: pick(['PHONE', 'TEXT', 'EMAIL', 'IN_PERSON', 'COME_BACK']),
  language: pick(['en', 'ur', 'pl']),
  outwardCode: `M${below(40)}`,
  wishes: Array.from({ length: below(7) }, () => {
    const { dimension, value } = pick(sharedVocabulary);
    return { dimension, value, weight: pick(['MATTERS', 'MATTERS', 'RATHER_NOT']) };
  }),
}));

/** How long one request takes, with everything. */
const withAll = measure((request) => suggest(request, team, new Date('2026-11-23'), 3, requests));
// The baseline: the same team and requests by wishes, language, channel and room alone, as it was before hours, distance,
// fairness and who has waited longer came in.
const plainTeam = team.map((one) => ({ ...one, place: null, hours: null, lastAskedAt: null }));
const baseline = measure((request) =>
  suggest({ ...request, place: null, hours: null }, plainTeam, new Date('2026-11-23')),
);

/** Processor time of this program, so that what else the machine does is not counted. */
function measure(work: (request: Waiting) => unknown): (share: number) => string {
  const times = requests
    .map((request) => {
      const start = process.cpuUsage();
      work(request);
      return process.cpuUsage(start).user / 1_000;
    })
    .sort((left, right) => left - right);
  return (share) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);
}

const told = (at: (share: number) => string) => `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms`;
console.log(
  `suggestions for one request out of ${ADVOCATES} advocates, beside ${REQUESTS} who wait: ${told(withAll)} (target ${TARGET_MS} ms)`,
);
console.log(`  baseline, by wishes, language, channel and room alone: ${told(baseline)}`);
if (Number(withAll(0.95)) > TARGET_MS) process.exitCode = 1;
