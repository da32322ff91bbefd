import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PeerRequestStatus } from '../../../generated/prisma/enums.ts';
import { hasLapsed, isLate, matchAfter, nextStatus, type RequestChange } from './rules.ts';

const changes: RequestChange[] = [
  ...([
    'introduce',
    'sayYes',
    'sayNo',
    'lapse',
    'pause',
    'agree',
    'resumeWithMatch',
    'comeBack',
    'finish',
    'withdraw',
  ] as const),
];
const statuses = Object.values(PeerRequestStatus);

/** Goes where the changes lead; what is not possible is left out. */
function walk(
  from: PeerRequestStatus,
  steps: readonly RequestChange[],
): { status: PeerRequestStatus; hasComeBack: boolean } {
  let status = from;
  let hasComeBack = false;
  for (const step of steps) {
    const next = nextStatus(status, step, hasComeBack);
    if (next === null) continue;
    status = next;
    hasComeBack ||= step === 'comeBack';
  }
  return { status, hasComeBack };
}

function canReachConnected(status: PeerRequestStatus, hasComeBack: boolean): boolean {
  const seen = new Set<PeerRequestStatus>([status]);
  const open = [status];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === 'CONNECTED') return true;
    // Without the shortcut of a paused match: that one is not always there.
    for (const change of changes.filter((one) => one !== 'resumeWithMatch')) {
      const next = nextStatus(at, change, hasComeBack);
      if (next !== null && !seen.has(next)) {
        seen.add(next);
        open.push(next);
      }
    }
  }
  return false;
}

describe('where a request goes', () => {
  it('can always lead to being connected again, whatever happened before', () => {
    fc.assert(
      fc.property(fc.constantFrom(...statuses), fc.array(fc.constantFrom(...changes)), (from, steps) => {
        const { status, hasComeBack } = walk(from, steps);
        return canReachConnected(status, hasComeBack);
      }),
    );
  });

  it('lets somebody come back as often as they like', () => {
    fc.assert(
      fc.property(fc.constantFrom(...statuses), fc.integer({ min: 1, max: 30 }), (from, times) => {
        let status = from;
        for (let time = 0; time < times; time++) {
          status = nextStatus(status, 'withdraw', true) ?? status;
          status = nextStatus(status, 'comeBack', true) ?? status;
        }
        return status === 'CAME_BACK';
      }),
    );
  });

  it.each([
    ['ASKED', 'introduce', 'BEING_INTRODUCED'],
    ['CAME_BACK', 'introduce', 'BEING_INTRODUCED'],
    ['BEING_INTRODUCED', 'introduce', null],
    ['PAUSED', 'introduce', null],
    ['WITHDRAWN', 'introduce', null],
    ['CONNECTED', 'introduce', null],
    ['BEING_INTRODUCED', 'sayYes', 'BEING_INTRODUCED'],
    ['BEING_INTRODUCED', 'agree', 'CONNECTED'],
    ['CONNECTED', 'object', 'BEING_INTRODUCED'],
    ['CONNECTED', 'letGo', 'ASKED'],
    ['ASKED', 'letGo', null],
    ['PAUSED', 'resumeAgreeing', 'BEING_INTRODUCED'],
    ['PAUSED', 'finish', 'FINISHED_FOR_NOW'],
    ['ASKED', 'sayYes', null],
    ['BEING_INTRODUCED', 'sayNo', 'ASKED'],
    ['BEING_INTRODUCED', 'lapse', 'ASKED'],
    ['PAUSED', 'pause', null],
    ['CONNECTED', 'pause', 'PAUSED'],
    ['CONNECTED', 'comeBack', null],
    ['FINISHED_FOR_NOW', 'comeBack', 'CAME_BACK'],
    ['WITHDRAWN', 'withdraw', null],
  ] as const)('%s and "%s" leads to %s', (from, change, to) => {
    expect(nextStatus(from, change, false)).toBe(to);
  });

  it('calls waiting "came back" for somebody who came back before', () => {
    expect(nextStatus('BEING_INTRODUCED', 'sayNo', true)).toBe('CAME_BACK');
  });
});

describe('what becomes of a match', () => {
  it.each([
    ['PROPOSED', 'pause', 'LAPSED'],
    ['ACTIVE', 'pause', 'PAUSED'],
    ['PAUSED', 'pause', null],
    ['ACTIVE', 'withdraw', 'ENDED'],
    ['PAUSED', 'withdraw', 'ENDED'],
    ['PAUSED', 'erase', 'ENDED'],
    ['DECLINED', 'erase', null],
  ] as const)('%s after "%s" is %s', (status, change, after) => {
    expect(matchAfter({ status, answeredAt: null }, change)).toBe(after);
  });

  it('keeps a match for after the pause when the advocate has said yes and they are still agreeing', () => {
    expect(matchAfter({ status: 'PROPOSED', answeredAt: new Date() }, 'pause')).toBe('PAUSED');
    expect(matchAfter({ status: 'PROPOSED', answeredAt: new Date() }, 'withdraw')).toBe('ENDED');
  });
});

describe('the clock', () => {
  const now = new Date('2026-11-25T17:00:00Z');

  it('lets an introduction lapse at its time, not before', () => {
    const answeredAt = null;
    expect(hasLapsed({ status: 'PROPOSED', lapsesAt: now, answeredAt }, now)).toBe(true);
    expect(hasLapsed({ status: 'PROPOSED', lapsesAt: new Date(now.getTime() + 1), answeredAt }, now)).toBe(false);
    expect(hasLapsed({ status: 'ACTIVE', lapsesAt: now, answeredAt }, now)).toBe(false);
    expect(hasLapsed({ status: 'PROPOSED', lapsesAt: now, answeredAt: now }, now)).toBe(false);
  });

  it('is late only while somebody waits', () => {
    const promisedBy = new Date(now.getTime() - 1);
    expect(isLate({ status: 'ASKED', promisedBy }, now)).toBe(true);
    expect(isLate({ status: 'CAME_BACK', promisedBy }, now)).toBe(true);
    expect(isLate({ status: 'PAUSED', promisedBy }, now)).toBe(false);
    expect(isLate({ status: 'ASKED', promisedBy: now }, now)).toBe(false);
  });
});
