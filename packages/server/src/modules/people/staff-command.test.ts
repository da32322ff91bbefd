import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { Browser } from '../../testing/people.ts';
import { staffCommand } from './staff-command.ts';

let app: TestApp;
const run = (...args: string[]) => staffCommand(app.kith, args);
const passwordIn = (said: string) => said.trim().split(/\s+/).at(-1) ?? '';
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

it('makes an advocate of a new team who can sign in, gives a new password, and lets nobody in after disabling', async () => {
  const team = ['--team', 'Riverside team', '--new-team'];
  const who = [
    '--email',
    'Sam@Example.org',
    '--name',
    'Sam Hall',
    '--role',
    'advocate,coordinator',
    '--stage',
    'mentor',
  ];
  const first = passwordIn(await run('add', ...who, ...team));
  const signIn = (password: string) =>
    new Browser(app).send('/api/auth/sign-in/email', { email: 'sam@example.org', password });
  expect((await signIn(first)).body).toEqual({ next: 'set-up' });
  expect(await run('list')).toBe('Sam Hall <sam@example.org>  advocate, coordinator  Riverside team\n');
  expect(await app.kith.db.advocateProfile.findMany()).toMatchObject([
    { firstName: 'Sam', stage: 'MENTOR', capacity: 3 },
  ]);
  const second = passwordIn(await run('reset', '--email', 'sam@example.org'));
  expect((await signIn(first)).status).toBe(401);
  expect((await signIn(second)).body).toEqual({ next: 'set-up' });
  expect(await run('disable', '--email', 'sam@example.org')).toContain('cannot sign in any more');
  expect((await signIn(second)).status).toBe(401);
  expect(await run('list')).toContain('(disabled)');
});

it.each([
  [
    'a role that does not exist',
    ['add', '--email', 'a@b.cd', '--name', 'A', '--role', 'king'],
    '--role must be one of',
  ],
  ['no role', ['add', '--email', 'a@b.cd', '--name', 'A'], 'Choose at least one role'],
  ['no name', ['add', '--email', 'a@b.cd', '--role', 'steward'], 'Write a name'],
  [
    'a team that is not there',
    ['add', '--email', 'a@b.cd', '--name', 'A', '--role', 'steward', '--team', 'No'],
    'Add --new-team',
  ],
  [
    'a number that is none',
    ['add', '--email', 'a@b.cd', '--name', 'A', '--role', 'advocate', '--capacity', 'x'],
    'whole number',
  ],
  ['a command that is none', ['promote', '--email', 'a@b.cd'], 'not known here'],
  ['an option that is none', ['add', '--king'], 'npm run staff'],
  ['nobody', ['reset', '--email', 'nobody@example.org'], 'Nobody has this e-mail address'],
])('says in words what is wrong with %s', async (_title, args, sentence) => {
  await expect(run(...args)).rejects.toThrow(sentence);
});

it('shows how it is used', async () => {
  expect(await run()).toContain('npm run staff -- add');
});
