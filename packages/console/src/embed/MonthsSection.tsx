import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import type { JSX } from 'preact';

export const MonthsOf = graphql(`
  fragment MonthsOf on Partner {
    id
    months {
      month
      searches
      asks
      connected
    }
  }
`);

const inWords = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Three counts a month. What is under five is not shown: few people can be recognised. */
export function MonthsSection({ partner: data }: { partner: FragmentOf<typeof MonthsOf> }): JSX.Element {
  const { months } = readFragment(MonthsOf, data);
  const count = (number: number | null) => (number === null ? 'under 5' : String(number));
  return (
    <section class="stack card" aria-labelledby="months-title">
      <h2 id="months-title">What came of it</h2>
      <table class="months">
        <caption class="hint">
          Searches, people who asked for a peer, and people who were connected with one, in the last three months that
          are over. Counts only; each month they come by mail.
        </caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col">Searches</th>
            <th scope="col">Asked</th>
            <th scope="col">Connected</th>
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, searches, asks, connected }) => (
            <tr key={month}>
              <th scope="row">{inWords.format(new Date(month))}</th>
              <td>{count(searches)}</td>
              <td>{count(asks)}</td>
              <td>{count(connected)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
