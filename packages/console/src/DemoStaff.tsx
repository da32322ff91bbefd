import { Button } from '@kith/ui/Button.tsx';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Loading } from './ScreenState.tsx';
import { type DemoAccount, readDemoAccounts, type Step, signInAsDemo } from './sign-in-steps.ts';
import { energyWords, roleWords, stageWords } from './words.ts';

/** In the demo town: everybody who works there, and one click to be them. */
export function DemoStaff({
  isBusy,
  follow,
}: {
  isBusy: boolean;
  follow: (step: Promise<Step>) => Promise<void>;
}): JSX.Element {
  const [accounts, setAccounts] = useState<DemoAccount[] | null | 'loading'>('loading');
  useEffect(() => void readDemoAccounts().then(setAccounts), []);
  if (accounts === 'loading') return <Loading>Looking who works in the demo town …</Loading>;
  if (!accounts || accounts.length === 0) return <p>Nobody works in the demo town yet.</p>;
  const groups = [
    { title: 'Coordinators and others', people: accounts.filter((account) => account.stage === null) },
    { title: 'Advocates', people: accounts.filter((account) => account.stage !== null) },
  ].filter((group) => group.people.length > 0);
  return (
    <section class="stack" aria-labelledby="demo">
      <h2 id="demo">You are in the demo town: sign in as …</h2>
      <p class="hint">Nobody here is real. One click is enough, and nothing you do can harm anybody.</p>
      {groups.map(({ title, people }) => (
        <div key={title} class="stack">
          <h3>{title}</h3>
          <ul class="cards small">
            {people.map((account) => (
              <li key={account.id}>
                <Button onClick={() => !isBusy && follow(signInAsDemo(account.id))}>
                  <span class="who">
                    <strong>{account.name}</strong>
                    <span>{about(account)}</span>
                  </span>
                </Button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function about({ roles, stage, energy, team }: DemoAccount): string {
  const work = stage ? [stageWords[stage], energyWords[energy ?? '']] : roles.map((role) => roleWords[role]);
  return [...work, team].filter(Boolean).join(' · ');
}
