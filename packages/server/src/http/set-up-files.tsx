import { type Context, Hono } from 'hono';
import type { JSX } from 'preact';
import { readId } from '../graphql/ids.ts';
import type { Kith } from '../kith.ts';
import { teamToSetUp } from '../modules/peers/set-up/access.ts';
import { type RoleTextKind, roleTextKinds } from '../modules/peers/set-up/role-texts.ts';
import { readSetUp, type SetUpSeen, type TickSeen } from '../modules/peers/set-up/set-up.ts';
import { readRoleText, roleTextFile } from '../modules/peers/set-up/team-role-texts.ts';
import { viewerOf } from '../modules/people/sessions.ts';
import type { StaffViewer } from '../viewer.ts';
import { answerFile, answerPrintPage, keptToItself } from './print-page.tsx';

/** A team's checklist and its texts about roles, to print and to save (S97). `?team=` is for administrators. */
export function setUpFiles(kith: Kith): Hono {
  /** What is read of the team that is asked for, or the way to the sign-in. */
  const reading = (answer: (read: Reading) => Promise<Response | null>) => async (c: Context) => {
    const viewer = await viewerOf(kith, c.req.raw);
    if (viewer.kind !== 'staff') return c.redirect('/console', 303);
    const team = c.req.query('team');
    const teamId = team === undefined ? null : (readId(team, 'Team') ?? 'no team');
    return (await answer({ viewer, teamId, file: c.req.param('file') })) ?? c.text('There is nothing here.', 404);
  };
  return new Hono()
    .use('/export/set-up*', keptToItself)
    .use('/export/role-text/*', keptToItself)
    .get(
      '/export/set-up',
      reading(async ({ viewer, teamId }) => {
        const setUp = await readSetUp(kith, viewer, teamId);
        return setUp && answerPrintPage('Set-up checklist', <Checklist setUp={setUp} madeAt={kith.clock.now()} />);
      }),
    )
    .get(
      '/export/set-up.txt',
      reading(async ({ viewer, teamId }) => {
        const setUp = await readSetUp(kith, viewer, teamId);
        return setUp && answerFile('set-up-checklist.txt', 'text/plain', asText(setUp, kith.clock.now()));
      }),
    )
    .get(
      '/export/role-text/:file',
      reading(async ({ viewer, teamId, file }) => {
        const kind = roleTextKinds.find((one) => file === fileOf(one));
        const team = await teamToSetUp(kith, viewer, teamId);
        if (!kind || !team) return null;
        const text = await readRoleText(kith, team, kind);
        return answerFile(fileOf(kind), 'text/plain', roleTextFile(team, text));
      }),
    );
}

interface Reading {
  viewer: StaffViewer;
  teamId: string | null;
  file: string | undefined;
}

/** "advocate-role.txt". */
function fileOf(kind: RoleTextKind): string {
  return `${kind.toLowerCase().replaceAll('_', '-')}.txt`;
}

/** A day as it is kept, without a time. */
function dayWords(day: Date, timeZone = 'UTC'): string {
  return day.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone });
}

/** "Done on 20 November 2026 (Priya Nair): at the library". */
function doneWords({ doneOn, doneBy, note }: TickSeen): string {
  return `Done on ${dayWords(doneOn)}${doneBy ? ` (${doneBy})` : ''}${note ? `: ${note}` : '.'}`;
}

/** "Before: 3 June 2026 (Priya Nair), until 1 July 2026 (Tom Bright)". */
function beforeWords({ doneOn, doneBy, endedAt, endedBy }: TickSeen, timezone: string): string {
  const until = endedAt ? `, until ${dayWords(endedAt, timezone)}${endedBy ? ` (${endedBy})` : ''}` : '';
  return `Before: ${dayWords(doneOn)}${doneBy ? ` (${doneBy})` : ''}${until}`;
}

function headOf({ team, items }: SetUpSeen, madeAt: Date): string {
  const done = items.filter((item) => item.done).length;
  return `${team.name}. ${done} of ${items.length} done. Made on ${dayWords(madeAt, team.timezone)}.`;
}

/** The parts in their order, each with its items. */
function inParts({ items }: SetUpSeen): { part: string; items: SetUpSeen['items'] }[] {
  const parts = [...new Set(items.map(({ part }) => part))];
  return parts.map((part) => ({ part, items: items.filter((item) => item.part === part) }));
}

function asText(setUp: SetUpSeen, madeAt: Date): string {
  const told = inParts(setUp).map(({ part, items }) =>
    [
      part.toUpperCase(),
      ...items.map(({ title, done, before }) =>
        [
          `[${done ? 'x' : ' '}] ${title}`,
          ...(done ? [`    ${doneWords(done)}`] : []),
          ...before.map((tick) => `    ${beforeWords(tick, setUp.team.timezone)}`),
        ].join('\n'),
      ),
    ].join('\n\n'),
  );
  return `${['SET-UP CHECKLIST', headOf(setUp, madeAt), ...told].join('\n\n')}\n`;
}

function Checklist({ setUp, madeAt }: { setUp: SetUpSeen; madeAt: Date }): JSX.Element {
  return (
    <>
      <h1>Set-up checklist</h1>
      <p class="screen hint">To keep it as a PDF, print this page and choose “Save as PDF”.</p>
      <p dir="auto">{headOf(setUp, madeAt)}</p>
      {inParts(setUp).map(({ part, items }) => (
        <section key={part}>
          <h2>{part}</h2>
          {items.map(({ key, title, help, done, before }) => (
            <article key={key}>
              <h3>
                {done ? '☑' : '☐'} {title}
              </h3>
              {done ? <p dir="auto">{doneWords(done)}</p> : <p>Not yet. {help}</p>}
              {before.map((tick) => (
                <p key={tick.id} class="hint">
                  {beforeWords(tick, setUp.team.timezone)}
                </p>
              ))}
            </article>
          ))}
        </section>
      ))}
    </>
  );
}
