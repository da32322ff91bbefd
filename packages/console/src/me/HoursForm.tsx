import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Empty } from '../ScreenState.tsx';
import { SaveState } from './SaveState.tsx';
import { useSave } from './saving.ts';

export const MyHours = graphql(`
  fragment MyHours on MyProfile {
    timezone
    hours {
      weekday
      from
      until
    }
  }
`);

const SetMyHours = graphql(`
  mutation SetMyHours($input: SetMyHoursInput!) {
    setMyHours(input: $input) {
      __typename
      ... on MyProfilePayload {
        profile {
          firstName
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

const dayWords = {
  MONDAY: 'Monday',
  TUESDAY: 'Tuesday',
  WEDNESDAY: 'Wednesday',
  THURSDAY: 'Thursday',
  FRIDAY: 'Friday',
  SATURDAY: 'Saturday',
  SUNDAY: 'Sunday',
} as const;
type Weekday = keyof typeof dayWords;

interface Row {
  key: number;
  weekday: Weekday;
  from: string;
  until: string;
}

/** When they can be there, week by week. Saved as a whole. */
export function HoursForm({ profile }: { profile: FragmentOf<typeof MyHours> }): JSX.Element {
  const me = readFragment(MyHours, profile);
  const next = useRef(0);
  const withKey = (row: Omit<Row, 'key'>): Row => ({ ...row, key: next.current++ });
  const [rows, setRows] = useState<Row[]>(() => me.hours.map(withKey));
  const [removed, setRemoved] = useState<Row | null>(null);
  const { save, problem, said, isBusy } = useSave(SetMyHours);
  const change = (key: number, part: Partial<Row>) =>
    setRows((before) => before.map((row) => (row.key === key ? { ...row, ...part } : row)));

  function send(event: SubmitEvent) {
    event.preventDefault();
    setRemoved(null);
    // A time field cannot say midnight at the end of a day but as 00:00.
    const hours = rows.map(({ weekday, from, until }) => ({
      weekday,
      from,
      until: until === '00:00' ? '24:00' : until,
    }));
    void save({ input: { hours } });
  }

  return (
    <section class="card stack" aria-labelledby="hours">
      <h2 id="hours">When you can be there (optional)</h2>
      <p>Introductions that fit your times come first. Left empty: any time is asked about.</p>
      <form class="stack" onSubmit={send} noValidate>
        {rows.length === 0 && (
          <Empty>
            <p>No times yet.</p>
          </Empty>
        )}
        <ul class="cards">
          {rows.map((row, index) => (
            <li key={row.key}>
              <fieldset class="hours">
                <legend class="hidden-words">Time {index + 1}</legend>
                <select
                  aria-label="Day"
                  value={row.weekday}
                  onChange={(event) => change(row.key, { weekday: event.currentTarget.value as Weekday })}
                >
                  {(Object.keys(dayWords) as Weekday[]).map((weekday) => (
                    <option key={weekday} value={weekday}>
                      {dayWords[weekday]}
                    </option>
                  ))}
                </select>
                <input
                  type="time"
                  aria-label="From"
                  value={row.from}
                  onInput={(event) => change(row.key, { from: event.currentTarget.value })}
                />
                <span>to</span>
                <input
                  type="time"
                  aria-label="Until"
                  value={row.until === '24:00' ? '00:00' : row.until}
                  onInput={(event) => change(row.key, { until: event.currentTarget.value })}
                />
                <Button
                  look="quiet"
                  onClick={() => {
                    setRemoved(row);
                    setRows(rows.filter((one) => one !== row));
                  }}
                  aria-label={`Take away ${dayWords[row.weekday]}, ${row.from} to ${row.until}`}
                >
                  Take away
                </Button>
              </fieldset>
            </li>
          ))}
        </ul>
        <div class="row" role="status">
          {removed && <p>Taken away, not saved yet.</p>}
          {removed && (
            <Button
              onClick={() => {
                setRows([...rows, removed]);
                setRemoved(null);
              }}
            >
              Put it back
            </Button>
          )}
        </div>
        <SaveState problem={problem} said={said} />
        <div class="row">
          <Button onClick={() => setRows([...rows, withKey({ weekday: 'MONDAY', from: '10:00', until: '12:00' })])}>
            Add a time
          </Button>
          <Button type="submit" look="primary">
            {isBusy ? 'Saving …' : 'Save my times'}
          </Button>
        </div>
      </form>
    </section>
  );
}
