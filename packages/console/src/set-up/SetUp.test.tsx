import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { aConsole } from '../testing/console-page.tsx';
import { maya, ruth } from '../testing/fake-kith.ts';

const page = aConsole();
const item = (key: string, title: string, more: object = {}) => ({
  __typename: 'SetUpItem',
  key,
  part: 'What we do here',
  title,
  help: 'How to go about it.',
  seenByKith: null,
  done: null,
  before: [],
  ...more,
});
const ticked = (more: object = {}) => ({
  __typename: 'SetUpTick',
  id: 'K1',
  doneOn: '2026-11-20',
  doneBy: 'Ruth Okafor',
  note: 'At the boathouse',
  endedAt: null,
  endedBy: null,
  ...more,
});
const setUp = (items: object[], more: object = {}) => ({
  ...ruth,
  teams: [],
  teamSetUp: {
    __typename: 'TeamSetUp',
    teamId: 'T1',
    team: 'Riverside team',
    mayChange: true,
    doneCount: items.filter((one) => (one as { done: unknown }).done).length,
    itemCount: items.length,
    items,
    ...more,
  },
});
const saved = (name: string) => ({ [name]: { __typename: 'ChangeSetUpPayload' } });
const card = async (title: string) => within(await screen.findByRole('article', { name: title }));

describe('the checklist', () => {
  beforeEach(() => {
    page.kith.on('WhoAmI', ruth).on('SetUp', setUp([item('money', 'Money is clear')]));
  });

  it('is ticked with one press, with today’s day, and taken back with a way to undo it', async () => {
    page.open('/console/setup');
    expect(await screen.findByText('0 of 1 done')).toBeTruthy();
    page.kith
      .on('TickSetUpItem', saved('tickSetUpItem'))
      .on('SetUp', setUp([item('money', 'Money is clear', { done: ticked() })]));
    fireEvent.click((await card('Money is clear')).getByRole('checkbox', { name: 'Money is clear' }));
    expect(await screen.findByText('1 of 1 done')).toBeTruthy();
    expect(page.kith.last('TickSetUpItem')).toEqual({
      input: { teamId: 'T1', item: 'money', doneOn: '2026-11-23', note: null, basedOn: null },
    });
    expect(await screen.findByText('Done on 20 November 2026, said Ruth Okafor')).toBeTruthy();
    page.kith
      .on('TakeBackSetUpItem', saved('takeBackSetUpItem'))
      .on('SetUp', setUp([item('money', 'Money is clear', { before: [ticked({ endedAt: '2026-11-23T09:00:00Z' })] })]));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Money is clear' }));
    expect(await screen.findByText(/Taken back/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Put it back' }));
    await waitFor(() =>
      expect(page.kith.last('TickSetUpItem')).toEqual({
        input: { teamId: 'T1', item: 'money', doneOn: '2026-11-20', note: 'At the boathouse', basedOn: null },
      }),
    );
  });

  it('says so when Kith cannot be reached, and the box is as it was', async () => {
    page.kith.on('TickSetUpItem', 'offline');
    page.open('/console/setup');
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Money is clear' }));
    expect((await screen.findByRole('alert')).textContent).toContain('could not reach Kith');
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Money is clear' }).checked).toBe(false);
  });

  it('takes another day and a note, and shows what was wrong with them', async () => {
    page.kith.on('SetUp', setUp([item('money', 'Money is clear', { done: ticked(), seenByKith: 'Nothing yet.' })]));
    page.open('/console/setup');
    expect((await screen.findByText('Kith sees: Nothing yet.')).textContent).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Day and note: Money is clear' }));
    const form = within(await screen.findByRole('form', { name: 'Day and note: Money is clear' }));
    fireEvent.input(form.getByLabelText('Done on'), { target: { value: '2026-11-19' } });
    fireEvent.input(form.getByLabelText('Note (optional)'), { target: { value: 'In the library' } });
    const message = 'That day is still to come. Tick it when it is done.';
    page.kith.on('TickSetUpItem', { tickSetUpItem: { __typename: 'InvalidInput', message, field: 'doneOn' } });
    fireEvent.click(form.getByRole('button', { name: 'Save' }));
    expect(await form.findByText(message)).toBeTruthy();
    expect(form.getByLabelText<HTMLInputElement>('Note (optional)').value).toBe('In the library');
    page.kith.on('TickSetUpItem', saved('tickSetUpItem'));
    fireEvent.click(form.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('form')).toBeNull());
    expect(page.kith.last('TickSetUpItem')).toEqual({
      input: { teamId: 'T1', item: 'money', doneOn: '2026-11-19', note: 'In the library', basedOn: 'K1' },
    });
  });

  it('lets an advocate read, and tick nothing', async () => {
    const items = [item('money', 'Money is clear', { done: ticked() }), item('supervision', 'Who supervises us')];
    page.kith.on('WhoAmI', maya).on('SetUp', setUp(items, { mayChange: false }));
    page.open('/console/setup');
    expect(await screen.findByText('Done on 20 November 2026, said Ruth Okafor')).toBeTruthy();
    expect(screen.getByText('Not yet')).toBeTruthy();
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByRole('link', { name: 'To the team' })).toBeNull();
    expect(screen.getByRole('link', { name: 'Open to print (new tab)' }).getAttribute('href')).toBe(
      '/export/set-up?team=T1',
    );
  });

  it('lets an administrator of no team choose one', async () => {
    const hana = { viewer: { ...ruth.viewer, roles: ['ADMINISTRATOR'], team: null } };
    const teams = [{ __typename: 'TeamName', id: 'T1', name: 'Riverside team' }];
    page.kith.on('WhoAmI', hana).on('SetUp', ({ teamId }) => ({
      ...setUp([item('money', 'Money is clear')]),
      ...(!teamId && { teamSetUp: null }),
      teams,
    }));
    page.open('/console/setup');
    fireEvent.change(await screen.findByLabelText('Which team?'), { target: { value: 'T1' } });
    expect(await screen.findByText('0 of 1 done')).toBeTruthy();
  });
});

describe('a text about a role', () => {
  const part = (words: string, more: object = {}) => ({
    __typename: 'RoleTextPart',
    topic: 'money',
    title: 'Pay and expenses',
    words,
    kithsWords: 'Paid or volunteer:',
    isFixed: false,
    ...more,
  });
  const promise = part('- Nobody is forced.\n- Nobody is tracked.', {
    topic: 'promise',
    title: 'Promise',
    isFixed: true,
  });
  const text = (words: string, versions: object[] = [], mayChange = true) =>
    setUp([], {
      mayChange,
      roleText: { __typename: 'RoleText', number: versions.length, parts: [part(words), promise], versions },
    });
  const version = (number: number, words: string) => ({
    __typename: 'RoleTextVersion',
    number,
    chosenAt: `2026-11-${19 + number}T09:00:00Z`,
    chosenBy: 'Ruth Okafor',
    isKiths: false,
    parts: [part(words), promise],
  });

  it('is written by a coordinator, keeps every version, and can be put back', async () => {
    page.kith.on('WhoAmI', ruth).on('RoleText', text('Paid or volunteer:'));
    page.open('/console/setup/advocate-role');
    expect(await screen.findByText(/In Kith’s own words/)).toBeTruthy();
    expect(screen.queryByLabelText('Promise')).toBeNull();
    fireEvent.input(screen.getByLabelText('Pay and expenses'), { target: { value: 'Fares at once.' } });
    page.kith.on('ChooseRoleText', 'offline');
    fireEvent.click(screen.getByRole('button', { name: 'Save the text' }));
    expect((await screen.findByRole('alert')).textContent).toContain('still here');
    page.kith
      .on('ChooseRoleText', saved('chooseRoleText'))
      .on('RoleText', text('Fares at once.', [version(2, 'Fares at once.'), version(1, 'Fares monthly.')]));
    fireEvent.click(screen.getByRole('button', { name: 'Save the text' }));
    expect(await screen.findByText(/Version 2, by Ruth Okafor, 21 November 2026/)).toBeTruthy();
    expect(page.kith.last('ChooseRoleText')).toEqual({
      input: { teamId: 'T1', kind: 'ADVOCATE_ROLE', parts: [{ topic: 'money', words: 'Fares at once.' }], basedOn: 0 },
    });
    fireEvent.click(screen.getByText('Version 1, 20 November 2026, by Ruth Okafor'));
    fireEvent.click(screen.getByRole('button', { name: 'Use version 1 again' }));
    await waitFor(() =>
      expect(page.kith.last('ChooseRoleText')).toMatchObject({
        input: { parts: [{ topic: 'money', words: 'Fares monthly.' }], basedOn: 2 },
      }),
    );
    fireEvent.click(await screen.findByRole('button', { name: 'Put Kith’s own text back' }));
    await waitFor(() => expect(page.kith.last('ChooseRoleText')).toMatchObject({ input: { parts: [], basedOn: 2 } }));
  });

  it('is read by an advocate, with its lists as lists', async () => {
    page.kith.on('WhoAmI', maya).on('RoleText', text('Fares at once.', [version(1, 'Fares at once.')], false));
    page.open('/console/setup/advocate-role');
    expect(await screen.findAllByText('Fares at once.')).toBeTruthy();
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toContain('Nobody is tracked.');
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.queryByRole('button', { name: /again|back/ })).toBeNull();
    expect(screen.getByRole('link', { name: 'Save as text' }).getAttribute('href')).toBe(
      '/export/role-text/advocate-role.txt?team=T1',
    );
  });
});
