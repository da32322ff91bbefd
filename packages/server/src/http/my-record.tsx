import { type Context, Hono } from 'hono';
import type { ComponentChildren, JSX } from 'preact';
import type { Kith } from '../kith.ts';
import { type MyRecord, readMyRecord } from '../modules/peers/record/my-record.ts';
import { viewerOf } from '../modules/people/sessions.ts';
import { answerFile, answerPrintPage, keptToItself } from './print-page.tsx';

const PATH = '/export/my-record';

/** An advocate's own record, to print or to keep as data. Only ever one's own: there is no address of another's. */
export function myRecordPages(kith: Kith): Hono {
  const read = async (c: Context): Promise<MyRecord | Response> => {
    const viewer = await viewerOf(kith, c.req.raw);
    if (viewer.kind !== 'staff') return c.redirect('/console', 303);
    const record = await readMyRecord(kith, viewer);
    return record ?? c.text('There is no advocate profile on this account.', 404);
  };
  return new Hono()
    .use(`${PATH}*`, keptToItself)
    .get(`${PATH}.json`, async (c) => {
      const record = await read(c);
      if (record instanceof Response) return record;
      const json = `${JSON.stringify({ format: 'kith-record-1', ...record }, null, 2)}\n`;
      return answerFile('my-record.json', 'application/json', json);
    })
    .get(PATH, async (c) => {
      const record = await read(c);
      return record instanceof Response ? record : answerPrintPage('My record', <RecordPage record={record} />);
    });
}

const stages = { LEARNER: 'learning', SHADOWING: 'goes along with others', ADVOCATE: 'advocate', MENTOR: 'mentor' };
const scale = ['not at all', 'a little', 'somewhat', 'quite', 'very much'];
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

function RecordPage({ record }: { record: MyRecord }): JSX.Element {
  const { profile, contribution, growth, thanks, role } = record;
  return (
    <>
      <h1 dir="auto">What {profile.firstName} did and learned as a peer advocate</h1>
      <p class="screen hint">
        To keep as a PDF, print this page and choose “Save as PDF”. What you do not want to show, leave out there.
      </p>
      <p>
        {record.name}
        {record.team && `, ${record.team}`}. Made on {dayFormat.format(record.madeAt)}.
      </p>
      <h2>What I did</h2>
      <dl>
        <Fact label="Role">
          {stages[role.stage]}
          {role.employment === 'VOLUNTEER' ? ', as a volunteer' : ', in a paid post'}
        </Fact>
        {contribution.firstYesOn && contribution.lastYesOn && (
          <Fact label="Met people">
            from {dayFormat.format(contribution.firstYesOn)} to {dayFormat.format(contribution.lastYesOn)}
          </Fact>
        )}
        <Fact label="People I was there for">{contribution.peopleMet}</Fact>
        <Fact label="Times that I noted being in touch">{contribution.contacts}</Fact>
        {role.supervisions > 0 && <Fact label="Supervision">{role.supervisions} times</Fact>}
      </dl>
      {contribution.waysOfHelping.length > 0 && (
        <>
          <h2>How I helped</h2>
          <ul>
            {contribution.waysOfHelping.map(({ value, label, count }) => (
              <li key={value}>
                {label}: {count} {count === 1 ? 'time' : 'times'}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>What I learned</h2>
      {growth.learning.length === 0 && <p>Nothing is in the log.</p>}
      {growth.learning.map(({ id, title, words, learnedOn }) => (
        <article key={id}>
          <h3 dir="auto">{title}</h3>
          <p class="hint">{dayFormat.format(learnedOn)}</p>
          {words && (
            <p class="words" dir="auto">
              {words}
            </p>
          )}
        </article>
      ))}
      <GainsPart gains={growth.gains} />
      {thanks.words.length > 0 && (
        <>
          <h2>What people wrote to me</h2>
          <p class="hint">Kept with their leave.</p>
          {thanks.words.map(({ at, words, gained }) => (
            <blockquote key={`${at.toISOString()} ${words}`} class="words" dir="auto">
              {[words, gained].filter(Boolean).join('\n')}
            </blockquote>
          ))}
        </>
      )}
    </>
  );
}

function GainsPart({ gains }: { gains: MyRecord['growth']['gains'] }): JSX.Element | null {
  const last = gains.flatMap(({ item, label, answers }) => {
    const answer = answers.at(-1);
    return answer ? [{ item, label, words: scale[answer.answer] }] : [];
  });
  if (last.length === 0) return null;
  return (
    <>
      <h2>What it gives me</h2>
      <ul>
        {last.map(({ item, label, words }) => (
          <li key={item}>
            {label} {words}
          </li>
        ))}
      </ul>
    </>
  );
}

function Fact({ label, children }: { label: string; children: ComponentChildren }): JSX.Element {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
