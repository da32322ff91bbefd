import { graphql } from '@kith/contract/graphql.ts';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { CouldNotRead, Empty, Loading, ScreenTitle } from '../ScreenState.tsx';
import { areaWords, dayOfYear, provisionWords } from '../words.ts';

const Gaps = graphql(`
  query Gaps($weeks: Int!) {
    gaps(weeks: $weeks) {
      from
      until
      total
      byArea {
        key
        count
      }
      byProvision {
        key
        count
      }
      byPlace {
        key
        count
      }
      byReason {
        key
        count
      }
      byWish {
        key
        count
      }
      gaps {
        area
        provisionType
        outwardArea
        count
        supply
      }
    }
  }
`);

const reasonWords: Readonly<Record<string, string>> = {
  NO_ROOM: 'Nobody could take somebody new',
  EXPERIENCE: 'Nobody with room shared what mattered',
  LANGUAGE: 'Nobody with room spoke the language',
  CHANNEL: 'Nobody with room kept in touch the way that was safe',
  HOURS: 'Nobody with room had time when it was safe',
  DISTANCE: 'Nobody with room lived near',
  NOT_SUITABLE: 'Whoever had room was not right for them',
};
const spans = [
  { weeks: 13, label: 'A quarter' },
  { weeks: 26, label: 'Half a year' },
  { weeks: 52, label: 'A year' },
];

/** What people asked for and this team could not give (S11, S69). Small numbers are hidden. */
export function GapsScreen(): JSX.Element {
  const [weeks, setWeeks] = useState(13);
  const [{ data, error }, execute] = useQuery({ query: Gaps, variables: { weeks } });
  const report = data?.gaps;
  const or =
    (words: string, names: Readonly<Record<string, string>> = {}) =>
    (key: string) =>
      key === 'NOT_SAID' ? words : (names[key] ?? key);
  return (
    <section class="stack">
      <p class="back">
        <a href="/console/requests">All requests</a>
      </p>
      <ScreenTitle isFirst>What we could not give</ScreenTitle>
      <fieldset class="choices" aria-label="How far back">
        {spans.map((span) => (
          <button
            key={span.weeks}
            type="button"
            class="choice"
            aria-pressed={span.weeks === weeks}
            onClick={() => setWeeks(span.weeks)}
          >
            {span.label}
          </button>
        ))}
      </fieldset>
      {!data && !error && <Loading>Adding up …</Loading>}
      {!data && error && <CouldNotRead onAgain={() => execute(again)} />}
      {report && report.total === 0 && (
        <Empty>
          <p>Nothing yet. When you tell somebody that nobody fits, what they needed is counted here, without them.</p>
        </Empty>
      )}
      {report && report.total !== 0 && (
        <>
          <p>
            From {dayOfYear(report.from)} to {dayOfYear(report.until)}:{' '}
            {report.total === null ? 'fewer than five times' : `${report.total} times`} nobody fitted.
          </p>
          <p class="hint">A number below five is hidden, and so is what would give it away.</p>
          {report.gaps.length > 0 && (
            <section class="stack" aria-labelledby="beside">
              <h2 id="beside">Missing, and what there is near</h2>
              <ul>
                {report.gaps.map((gap) => (
                  <li key={`${gap.area}${gap.provisionType}${gap.outwardArea}`}>
                    {gap.provisionType ? provisionWords[gap.provisionType] : 'A peer'}
                    {gap.area && ` · ${areaWords[gap.area]}`}
                    {gap.outwardArea && ` · ${gap.outwardArea}`}: {gap.count} times
                    {gap.supply !== null &&
                      (gap.supply === 0 ? '; nothing within 16 km' : `; ${gap.supply} in the directory within 16 km`)}
                  </li>
                ))}
              </ul>
            </section>
          )}
          <Counts title="About" rows={report.byArea} words={or('Not said', areaWords)} />
          <Counts
            title="What would have helped"
            rows={report.byProvision}
            words={or('A peer, one to one', provisionWords)}
          />
          <Counts title="Where" rows={report.byPlace} words={or('Not said')} />
          <Counts title="Why" rows={report.byReason} words={or('Not said', reasonWords)} />
          <Counts title="What mattered and was not there" rows={report.byWish} words={or('Not said')} />
        </>
      )}
    </section>
  );
}

function Counts({
  title,
  rows,
  words,
}: {
  title: string;
  rows: readonly { key: string; count: number | null }[];
  words: (key: string) => string;
}): JSX.Element | null {
  if (rows.length === 0) return null;
  return (
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">How often</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, count }) => (
          <tr key={key}>
            <th scope="row">{words(key)}</th>
            <td>{count ?? 'hidden'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
