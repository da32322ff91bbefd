import type { ContactChannel, SharedDimension, Visibility } from '../../../../generated/prisma/enums.ts';
import type { Kith } from '../../../kith.ts';
import type { PersonViewer, StaffViewer, Viewer } from '../../../viewer.ts';
import { anonymous } from '../../../viewer.ts';
import { characteristicsVisibleTo } from '../access.ts';
import { labelOf, type SharedValueEntry, sharedVocabulary } from '../shared-vocabulary.ts';
import { type Hours, weekdays } from './rules.ts';
import { openOwn } from './sealed.ts';

/** Something that an advocate says of themselves, and who may see it. */
export interface OwnShare extends SharedValueEntry {
  visibility: Visibility;
}

/** All that an advocate says of themselves, for themselves. */
export interface OwnProfile {
  advocateId: string;
  firstName: string;
  pronouns: string | null;
  describedAs: string | null;
  aboutMe: string | null;
  story: string | null;
  storyShownSince: Date | null;
  languages: string[];
  channels: ContactChannel[];
  outwardCode: string | null;
  hours: Hours[];
  /** Of the team whose clock the hours mean. */
  timezone: string;
  shares: OwnShare[];
}

/** Who looks: everybody, somebody whom they said yes to, their coordinators. */
export type Audience = 'ANYBODY' | 'A_PERSON_I_AM_WITH' | 'MY_COORDINATORS';

/** What one audience learns of an advocate. */
export interface SeenProfile {
  /** Null: they are not told who it is. */
  firstName: string | null;
  pronouns: string | null;
  describedAs: string | null;
  aboutMe: string | null;
  story: string | null;
  shares: SharedValueEntry[];
}

const place = new Map(sharedVocabulary.map((entry, index) => [`${entry.dimension}/${entry.value}`, index]));

/** As the vocabulary has it: the same order everywhere. */
export function inVocabularyOrder<T extends { dimension: SharedDimension; value: string }>(rows: readonly T[]): T[] {
  const at = ({ dimension, value }: T) => place.get(`${dimension}/${value}`) ?? Number.MAX_SAFE_INTEGER;
  return rows.toSorted((a, b) => at(a) - at(b) || (a.value < b.value ? -1 : 1));
}

/** One's own profile. @returns null: no profile, or erased */
export async function readMyProfile(kith: Kith, viewer: StaffViewer): Promise<OwnProfile | null> {
  if (!viewer.advocateId) return null;
  const profile = await kith.db.advocateProfile.findFirst({
    where: { id: viewer.advocateId, accountId: viewer.accountId, erasedAt: null },
    include: {
      hours: { select: { weekday: true, from: true, until: true } },
      characteristics: { select: { dimension: true, value: true, visibility: true } },
      account: { select: { team: { select: { timezone: true } } } },
    },
  });
  if (!profile) return null;
  return {
    advocateId: profile.id,
    firstName: profile.firstName,
    pronouns: profile.pronouns,
    describedAs: profile.describedAs,
    aboutMe: profile.aboutMe,
    story: openOwn<string>(kith, profile, 'advocate_profile.story', profile.id, profile.story),
    storyShownSince: profile.storyShownSince,
    languages: profile.languages,
    channels: profile.channels,
    outwardCode: profile.outwardCode,
    hours: inWeekOrder(profile.hours),
    timezone: profile.account.team?.timezone ?? 'Europe/London',
    shares: inVocabularyOrder(profile.characteristics).map((share) => ({
      ...share,
      label: labelOf(share.dimension, share.value),
    })),
  };
}

export function inWeekOrder(hours: readonly Hours[]): Hours[] {
  return hours.toSorted(
    (a, b) => weekdays.indexOf(a.weekday) - weekdays.indexOf(b.weekday) || (a.from < b.from ? -1 : 1),
  );
}

/**
 * What an audience would see now: asked of the database with the very rule that their own questions are answered by, so
 * that the preview cannot say something else than what happens.
 */
export async function readAsSeenBy(
  kith: Kith,
  viewer: StaffViewer,
  own: OwnProfile,
  audience: Audience,
): Promise<SeenProfile> {
  const rows = await kith.db.advocateCharacteristic.findMany({
    where: { AND: [{ advocateId: own.advocateId }, visibleIn(viewer, audience)] },
    select: { dimension: true, value: true },
  });
  const shares = inVocabularyOrder(rows).map((row) => ({ ...row, label: labelOf(row.dimension, row.value) }));
  if (audience === 'ANYBODY') {
    return { firstName: null, pronouns: null, describedAs: null, aboutMe: null, story: null, shares };
  }
  const { firstName, pronouns, describedAs, aboutMe } = own;
  return { firstName, pronouns, describedAs, aboutMe, story: own.storyShownSince ? own.story : null, shares };
}

function visibleIn(viewer: StaffViewer, audience: Audience) {
  if (audience === 'ANYBODY') return characteristicsVisibleTo(anonymous);
  // Somebody whom they said yes to need not exist yet: the same rule, without the match.
  if (audience === 'A_PERSON_I_AM_WITH') return { visibility: { in: ['PUBLIC' as const, 'MATCHED' as const] } };
  const coordinator: StaffViewer = {
    ...viewer,
    accountId: '00000000-0000-0000-0000-000000000000',
    advocateId: null,
    roles: new Set(['COORDINATOR']),
  };
  return characteristicsVisibleTo(coordinator);
}

/** An advocate's story for this viewer; null: none, kept to themselves, or not for this viewer. */
export function storyFor(
  kith: Pick<Kith, 'keys'>,
  viewer: Viewer | PersonViewer,
  profile: { id: string; dataKey: Uint8Array | null; story: Uint8Array | null; storyShownSince: Date | null },
): string | null {
  const isOwn = viewer.kind === 'staff' && viewer.advocateId === profile.id;
  if (viewer.kind === 'anonymous' || (!isOwn && !profile.storyShownSince)) return null;
  return openOwn<string>(kith, profile, 'advocate_profile.story', profile.id, profile.story);
}

/**
 * What advocates here share with anybody, without names: "people here have been through …" (S3). For one team's page when
 * the visitor comes through a partner.
 */
export async function readSharedByAdvocates(kith: Kith, partnerId: string | null): Promise<SharedValueEntry[]> {
  const rows = await kith.db.advocateCharacteristic.findMany({
    where: {
      AND: [
        characteristicsVisibleTo(anonymous),
        {
          advocate: {
            erasedAt: null,
            stage: { in: ['ADVOCATE', 'MENTOR'] },
            account: {
              disabledAt: null,
              roles: { has: 'ADVOCATE' },
              ...(partnerId && { team: { partners: { some: { partnerId } } } }),
            },
          },
        },
      ],
    },
    select: { dimension: true, value: true },
    distinct: ['dimension', 'value'],
  });
  return inVocabularyOrder(rows).map((row) => ({ ...row, label: labelOf(row.dimension, row.value) }));
}
