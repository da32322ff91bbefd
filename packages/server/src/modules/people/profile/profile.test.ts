import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StaffRole } from '../../../../generated/prisma/enums.ts';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aPersonAsks, aTeamReady, introduce, sayYes } from '../../../testing/peers.ts';
import { anAdvocate, aStaffMember, aTeam } from '../../../testing/people.ts';

const STORY = 'I lost my flat, then I found the allotment. Rowanberry-canary.';
const PROFILE = `firstName pronouns describedAs aboutMe story storyShownSince languages channels outwardCode timezone
  hours { weekday from until } shares { dimension value visibility }`;
const mutation = (name: string, input: string) =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { __typename
    ... on MyProfilePayload { profile { ${PROFILE} } } ... on UserError { message } ... on InvalidInput { field } } }`;
const CHANGE = mutation('changeMyProfile', 'ChangeMyProfileInput');
const HOURS = mutation('setMyHours', 'SetMyHoursInput');
const SHARE = mutation('shareAboutMe', 'ShareAboutMeInput');
const STOP = mutation('stopSharing', 'StopSharingInput');
const TELL = mutation('tellMyStory', 'TellMyStoryInput');
const PUBLIC = '{ sharedByAdvocates { value } }';

let app: TestApp;
let maya: Awaited<ReturnType<typeof anAdvocate>>;
let teamId: string;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  teamId = (await aTeam(app)).id;
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.kith.db.advocateCharacteristic.deleteMany();
  maya = await anAdvocate(app, { teamId, shares: [{ dimension: 'EXPERIENCE', value: 'debt', visibility: 'MATCHED' }] });
});

async function act(document: string, input: unknown, headers = maya.headers) {
  const { data, errors } = await app.run(document, { input }, headers);
  return (Object.values(data ?? {})[0] ?? {
    __typename: String(errors?.[0]?.extensions?.code ?? errors?.[0]?.message),
  }) as {
    __typename: string;
    field?: string;
    profile?: Record<string, unknown>;
  };
}

async function seenByAll(): Promise<string[]> {
  const { data } = await app.run<{ sharedByAdvocates: { value: string }[] }>(PUBLIC);
  return data?.sharedByAdvocates.map(({ value }) => value) ?? [];
}

async function preview(audience: string) {
  const { data } = await app.run<{ viewer: { profile: { seenBy: { shares: { value: string }[] } } } }>(
    `query ($audience: Audience!) { viewer { profile { seenBy(audience: $audience) { firstName story shares { value } } } } }`,
    { audience },
    maya.headers,
  );
  const { shares, ...rest } = data?.viewer.profile.seenBy ?? { shares: [] };
  return { ...rest, shares: shares.map(({ value }) => value) };
}

describe('what an advocate says of themselves', () => {
  it('is kept exactly as typed, tidied only of what nobody can see', async () => {
    const input = {
      firstName: ' Maïa ',
      pronouns: 'she/they',
      describedAs: 'a survivor, not a “user”',
      outwardCode: 'm33 7xx',
    };
    expect(await act(CHANGE, { ...input, aboutMe: 'Tea first.\u202e', languages: ['en', 'EN-gb'] })).toMatchObject({
      __typename: 'MyProfilePayload',
      profile: {
        firstName: 'Maïa',
        pronouns: 'she/they',
        describedAs: 'a survivor, not a “user”',
        aboutMe: 'Tea first.',
        outwardCode: 'M33',
        languages: ['en', 'en-GB'],
        channels: ['PHONE', 'TEXT', 'IN_PERSON'],
      },
    });
  });

  it.each([
    [{ firstName: '  ' }, 'firstName'],
    [{ firstName: 'x'.repeat(41) }, 'firstName'],
    [{ pronouns: 'she\nher' }, 'pronouns'],
    [{ aboutMe: 'x'.repeat(501) }, 'aboutMe'],
    [{ languages: [] }, 'languages'],
    [{ languages: ['not a language'] }, 'languages'],
    [{ channels: ['COME_BACK'] }, 'channels'],
    [{ outwardCode: 'my house' }, 'outwardCode'],
  ])('is answered in words when it cannot be used: %j', async (input, field) => {
    expect(await act(CHANGE, input)).toMatchObject({ __typename: 'InvalidInput', field });
  });

  it('has hours of a week, in order', async () => {
    const hours = [
      { weekday: 'TUESDAY', from: '18:00', until: '24:00' },
      { weekday: 'MONDAY', from: '13:30', until: '15:00' },
      { weekday: 'MONDAY', from: '09:00', until: '13:30' },
    ];
    const { profile } = await act(HOURS, { hours });
    expect(profile?.hours).toEqual([hours[2], hours[1], hours[0]]);
    expect(profile?.timezone).toBe('Europe/London');
    expect((await act(HOURS, { hours: [] })).profile?.hours).toEqual([]);
  });

  it.each([
    [[{ weekday: 'MONDAY', from: '9:00', until: '10:00' }]],
    [[{ weekday: 'MONDAY', from: '10:00', until: '10:00' }]],
    [[{ weekday: 'MONDAY', from: '25:00', until: '26:00' }]],
    [
      [
        { weekday: 'MONDAY', from: '10:00', until: '12:00' },
        { weekday: 'MONDAY', from: '11:00', until: '13:00' },
      ],
    ],
    [Array.from({ length: 5 }, (_, hour) => ({ weekday: 'MONDAY', from: `1${hour}:00`, until: `1${hour}:30` }))],
    [Array.from({ length: 200 }, () => ({ weekday: 'MONDAY', from: '10:00', until: '11:00' }))],
  ])('refuses hours that are no hours', async (hours) => {
    expect(await act(HOURS, { hours })).toMatchObject({ __typename: 'InvalidInput', field: 'hours' });
  });
});

describe('something shared', () => {
  const debt = { dimension: 'EXPERIENCE', value: 'debt' };

  it('is seen by everybody only while it is public: the API stops returning it at once', async () => {
    expect(await seenByAll()).toEqual([]);
    await act(SHARE, { ...debt, visibility: 'PUBLIC' });
    expect(await seenByAll()).toEqual(['debt']);
    await act(SHARE, { ...debt, visibility: 'PRIVATE' });
    expect(await seenByAll()).toEqual([]);
  });

  it('of a disabled account, a learner or another partner is not told', async () => {
    await act(SHARE, { ...debt, visibility: 'PUBLIC' });
    await app.kith.db.advocateProfile.update({ where: { id: maya.advocateId }, data: { stage: 'LEARNER' } });
    expect(await seenByAll()).toEqual([]);
    await app.kith.db.advocateProfile.update({ where: { id: maya.advocateId }, data: { stage: 'ADVOCATE' } });
    await app.kith.db.staffAccount.update({ where: { id: maya.accountId }, data: { disabledAt: app.clock.now() } });
    expect(await seenByAll()).toEqual([]);
  });

  it('is previewed for each audience as it is', async () => {
    await act(SHARE, { dimension: 'FAITH', value: 'none', visibility: 'PRIVATE' });
    await act(SHARE, { dimension: 'EXPERIENCE', value: 'tribunal', visibility: 'PUBLIC' });
    await act(TELL, { story: STORY, isShown: false });
    expect(await preview('ANYBODY')).toEqual({ firstName: null, story: null, shares: ['tribunal'] });
    const known = { firstName: 'Maya', story: null, shares: ['tribunal', 'debt'] };
    expect(await preview('A_PERSON_I_AM_WITH')).toEqual(known);
    expect(await preview('MY_COORDINATORS')).toEqual(known);
    await act(TELL, { story: STORY, isShown: true });
    expect(await preview('A_PERSON_I_AM_WITH')).toMatchObject({ story: STORY });
    expect(await preview('ANYBODY')).toMatchObject({ story: null });
  });

  it('is taken away, and taken away again without a failure', async () => {
    expect((await act(STOP, debt)).profile?.shares).toEqual([]);
    expect((await act(STOP, debt)).__typename).toBe('MyProfilePayload');
  });

  it('is of the vocabulary', async () => {
    const input = { dimension: 'EXPERIENCE', value: 'a-diagnosis', visibility: 'PUBLIC' };
    expect(await act(SHARE, input)).toMatchObject({ __typename: 'InvalidInput', field: 'value' });
  });

  it.each(['COORDINATOR', 'STEWARD', 'PARTNER_EDITOR', 'ADMINISTRATOR'] as StaffRole[])(
    'cannot be said for somebody by a member of staff: %s',
    async (role) => {
      const { headers } = await aStaffMember(app, { roles: [role], teamId });
      const before = await app.kith.db.advocateCharacteristic.findMany();
      for (const document of [SHARE, STOP]) {
        const input = document === SHARE ? { ...debt, visibility: 'PUBLIC' } : debt;
        expect(await act(document, input, headers)).toMatchObject({ __typename: 'NotFound' });
      }
      expect(await app.kith.db.advocateCharacteristic.findMany()).toEqual(before);
    },
  );

  it('is said by another advocate of themselves only', async () => {
    const tom = await anAdvocate(app, { teamId, firstName: 'Tom' });
    await act(SHARE, { ...debt, visibility: 'PUBLIC' }, tom.headers);
    const rows = await app.kith.db.advocateCharacteristic.findMany({ orderBy: { visibility: 'asc' } });
    expect(rows.map(({ advocateId, visibility }) => [advocateId, visibility])).toEqual([
      [tom.advocateId, 'PUBLIC'],
      [maya.advocateId, 'MATCHED'],
    ]);
  });

  it('has no mutation with an advocate in its input: there is no way to name somebody else', async () => {
    const { schema } = await import('../../../graphql/schema.ts');
    for (const name of ['ShareAboutMeInput', 'StopSharingInput', 'TellMyStoryInput', 'ChangeMyProfileInput']) {
      const type = schema.getType(name);
      expect(Object.keys(type && 'getFields' in type ? type.getFields() : {}).join()).not.toMatch(/advocate|account/i);
    }
  });
});

describe('a story', () => {
  it('is sealed, and gone for everybody when it is taken away', async () => {
    const { profile } = await act(TELL, { story: STORY, isShown: true });
    expect(profile).toMatchObject({ story: STORY });
    expect(profile?.storyShownSince).toBeTruthy();
    const row = await app.kith.db.advocateProfile.findUniqueOrThrow({ where: { id: maya.advocateId } });
    expect(Buffer.from(row.story ?? []).toString('latin1')).not.toContain('Rowanberry');
    expect(app.logged()).not.toContain('Rowanberry');
    expect((await act(TELL, { story: null, isShown: false })).profile).toMatchObject({
      story: null,
      storyShownSince: null,
    });
    expect(await act(TELL, { story: ' ', isShown: true })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'story',
    });
  });

  it('is read by somebody whom the advocate said yes to, only while the advocate wants it read', async () => {
    const { team, coordinator, advocate } = await aTeamReady(app);
    const person = await aPersonAsks(app);
    await app.kith.db.peerRequest.update({ where: { id: person.requestId }, data: { teamId: team.id } });
    const { match } = await introduce(app, coordinator, person.requestId, advocate.advocateId);
    await sayYes(app, advocate, match?.id ?? '');
    const read = async () => {
      const { data } = await app.run<{ myRequest: { matches: { advocate: { story: string | null } }[] } }>(
        '{ myRequest { matches { advocate { story } } } }',
        {},
        person.headers,
      );
      return data?.myRequest.matches.map((one) => one.advocate.story);
    };
    await act(TELL, { story: STORY, isShown: false }, advocate.headers);
    expect(await read()).toEqual([null]);
    await act(TELL, { story: STORY, isShown: true }, advocate.headers);
    expect(await read()).toEqual([STORY]);
    await act(TELL, { story: STORY, isShown: false }, advocate.headers);
    expect(await read()).toEqual([null]);
  });
});
