import type { JSX } from 'preact';
import { ScreenTitle } from './ScreenState.tsx';
import { roleWords } from './words.ts';

/** What an account can do that has no screen of its own, role by role, and who does the rest. */
const can: Readonly<Record<string, string>> = {
  ADVOCATE:
    'You will meet people here. Your profile is not made yet: ask whoever looks after accounts. After that, this is your day.',
};

/** The first screen of those whose role has no screen yet: what they can do, said clearly. */
export function WelcomeScreen({ roles }: { roles: readonly string[] }): JSX.Element {
  const known = roles.filter((role) => can[role]);
  return (
    <div class="stack">
      <ScreenTitle isFirst>Welcome</ScreenTitle>
      <p>Your account works.</p>
      {known.length === 0 && <p>It has no role yet. Ask whoever looks after accounts to give you one.</p>}
      {known.map((role) => (
        <section key={role} class="card stack">
          <h2>{roleWords[role]}</h2>
          <p>{can[role]}</p>
        </section>
      ))}
      <p>You can read urgent help and sign out above.</p>
    </div>
  );
}
