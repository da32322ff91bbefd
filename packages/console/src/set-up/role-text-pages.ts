/** The texts about roles, each with its address here and the file to save. */
export const roleTextPages = [
  {
    slug: 'advocate-role',
    kind: 'ADVOCATE_ROLE',
    title: 'What a peer advocate does',
    about: 'A role description',
  },
  { slug: 'advocate-person', kind: 'ADVOCATE_PERSON', title: 'Whom we look for', about: 'A person specification' },
  {
    slug: 'coordinator-role',
    kind: 'COORDINATOR_ROLE',
    title: 'What a coordinator does',
    about: 'A role description',
  },
] as const;

export type RoleTextOfPage = (typeof roleTextPages)[number];

/** Where to go about an item. Some places are only for those who look after a team. */
export const wayOn: Readonly<Record<string, { href: string; label: string; isForCoordinators?: true }>> = {
  roles: { href: '/console/setup/advocate-role', label: 'Read the role description' },
  person: { href: '/console/setup/advocate-person', label: 'Read whom we look for' },
  myths: { href: '/myths', label: 'Myths and facts (new tab)' },
  supervision: { href: '/console/team', label: 'To the team', isForCoordinators: true },
  readiness: { href: '/console/team', label: 'To the team', isForCoordinators: true },
  'stand-ins': { href: '/console/team', label: 'To the team', isForCoordinators: true },
  'on-call': { href: '/console/worries', label: 'Who is on call' },
  'who-reads': { href: '/connect', label: 'The form (new tab)' },
  promise: { href: '/pledge', label: 'What we promise (new tab)' },
};
