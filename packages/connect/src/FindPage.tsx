import { Alert } from '@kith/ui/Alert.tsx';
import { Button } from '@kith/ui/Button.tsx';
import { calmName } from '@kith/ui/calm-name.ts';
import { Field } from '@kith/ui/Field.tsx';

/** What each part of life is called on a link, in the order that it is offered. */
export const areaLabels = {
  LEISURE: 'Things to do',
  RELATIONSHIPS: 'People',
  HOUSING: 'Home',
  MONEY: 'Money',
  EMPLOYMENT: 'Work',
  EDUCATION: 'Learning',
  ADVOCACY: 'Being heard',
  HEALTH: 'Health',
  CARING: 'Caring',
  DAILY_LIVING: 'Daily life',
} as const;

/** One thing that was found. */
export interface Found {
  id: string;
  name: string;
  runBy: string;
  line: string | null;
  /** "Thursdays, 2 to 4 pm" */
  when: string | null;
  /** "Free · 1.2 km · online" */
  facts: string[];
  phones: { href: string; display: string }[];
  url: string | null;
  /** Where to ask for a peer about this. */
  askPath: string | null;
  /** "Checked 12 days ago by the centre itself" */
  checked: string;
  /** Where to say that something is not right. */
  suggestPath: string;
}

/** What somebody may wish beside words and a place. */
export interface FindWishes {
  isFree: boolean;
  isOnline: boolean;
  isByPeers: boolean;
  isThisWeek: boolean;
  /** 1 is Monday. */
  day: number | null;
  /** In years, as it was typed. */
  age: string;
  language: string;
  order: 'BEST' | 'NEAREST' | 'NEXT_SESSION';
}

export interface FindView {
  text: string;
  near: string;
  area: string | null;
  wishes: FindWishes;
  partnerKey: string | null;
  found: Found[];
  total: number;
  /** What was read or looked for differently from what was typed, one sentence each. */
  remarks: string[];
  /** Who helps everybody with it, wherever they are (S126). */
  everywhere: { name: string; description: string; href: string }[];
  /** The place as it was understood. */
  place: string | null;
  hasUnknownPlace: boolean;
  isAsked: boolean;
  problem: string | null;
  askPath: string;
}

/**
 * Somewhere to go and something to do, without a script. Words are posted, so that they stand in no address and no
 * history; a part of life is an ordinary link.
 */
export function FindPage({ view }: { view: FindView }) {
  const areaLink = (area: string) =>
    `/find?${new URLSearchParams({ area, ...(view.partnerKey && { partner: view.partnerKey }) })}`;
  return (
    <>
      <h1>What would help?</h1>
      {view.problem && (
        <Alert look="error" isLive>
          {view.problem}
        </Alert>
      )}
      <search>
        <form method="post" action="/find" noValidate autocomplete="off">
          {view.partnerKey && <input type="hidden" name="partner" value={view.partnerKey} />}
          {view.area && <input type="hidden" name="area" value={view.area} />}
          <Field
            id="text"
            name="text"
            label="In your own words"
            defaultValue={view.text}
            dir="auto"
            maxLength={300}
            autocomplete="off"
            enterkeyhint="search"
          />
          <Field
            id="near"
            name="near"
            label="Near (optional)"
            hint="A place, or the first half of a postcode."
            defaultValue={view.near}
            problem={view.hasUnknownPlace ? 'We do not know this place. The list is from everywhere.' : undefined}
            maxLength={100}
            autocomplete="off"
            enterkeyhint="search"
          />
          <Wishes wishes={view.wishes} />
          <p class="buttons">
            <Button look="primary" type="submit">
              Search
            </Button>
          </p>
        </form>
        <nav aria-label="Parts of life">
          <p class="nations">
            {Object.entries(areaLabels).map(([area, label]) => (
              <a key={area} href={areaLink(area)} aria-current={area === view.area ? 'true' : undefined}>
                {label}
              </a>
            ))}
            {view.area && (
              <a href={view.partnerKey ? `/find?${new URLSearchParams({ partner: view.partnerKey })}` : '/find'}>
                All of it
              </a>
            )}
          </p>
        </nav>
      </search>
      {view.isAsked && !view.problem && <Results view={view} />}
      <h2>Rather talk to somebody first?</h2>
      <p>
        <a class="button" href={view.askPath}>
          Connect me with a peer
        </a>
      </p>
    </>
  );
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Folded away until somebody wants it; open while something in it is wished, so that nobody wonders why the list is short. */
function Wishes({ wishes }: { wishes: FindWishes }) {
  const ticks = [
    ['free', 'Free', wishes.isFree],
    ['online', 'Online', wishes.isOnline],
    ['peers', 'Run by people who have been there', wishes.isByPeers],
    ['week', 'In the next 7 days', wishes.isThisWeek],
  ] as const;
  const { day, age, language, order } = wishes;
  const isWished =
    ticks.some(([, , isOn]) => isOn) || day !== null || age !== '' || language !== '' || order !== 'BEST';
  return (
    <details open={isWished}>
      <summary>Narrow it down</summary>
      <fieldset class="field">
        <legend class="unseen">Only places that are</legend>
        {ticks.map(([name, label, isOn]) => (
          <label key={name} class="choice">
            <input type="checkbox" name={name} value="yes" defaultChecked={isOn} />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label for="day">Day</label>
        <select id="day" name="day">
          <option value="">Any day</option>
          {DAYS.map((name, at) => (
            <option key={name} value={at + 1} selected={day === at + 1}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <Field
        id="age"
        name="age"
        label="Age (optional)"
        hint="In years. Places that are not for this age are left out."
        defaultValue={age}
        inputMode="numeric"
        maxLength={3}
        autocomplete="off"
      />
      <Field
        id="language"
        name="language"
        label="Language they speak (optional)"
        hint="For example Urdu, or British Sign Language."
        defaultValue={language}
        dir="auto"
        maxLength={60}
        autocomplete="off"
      />
      <div class="field">
        <label for="order">What comes first</label>
        <select id="order" name="order">
          <option value="BEST">What fits best</option>
          <option value="NEAREST" selected={order === 'NEAREST'}>
            What is nearest
          </option>
          <option value="NEXT_SESSION" selected={order === 'NEXT_SESSION'}>
            What is on next
          </option>
        </select>
      </div>
    </details>
  );
}

function Results({ view }: { view: FindView }) {
  const where = view.place ? ` near ${view.place}` : '';
  return (
    <section>
      <h2>
        {view.total === 0 ? 'Nothing yet' : `${view.total} ${view.total === 1 ? 'place' : 'places'}`}
        {where}
      </h2>
      {view.remarks.map((remark) => (
        <p key={remark} dir="auto">
          {remark}
        </p>
      ))}
      {view.total === 0 && (
        <p>
          Try other words, leave the place empty, or choose a part of life above.
          {view.found.length > 0 && ' Or perhaps one of these helps:'}
        </p>
      )}
      {view.total > view.found.length && <p>The best {view.found.length} are here. More words make it fewer.</p>}
      {view.found.length > 0 && (
        <ul class="found">
          {view.found.map((one) => (
            <li key={one.id}>
              <h3 dir="auto">{calmName(one.name)}</h3>
              {one.line && <p dir="auto">{one.line}</p>}
              {one.when && <p>{one.when}</p>}
              <p class="hint">
                {[...one.facts, one.runBy !== one.name && `run by ${calmName(one.runBy)}`].filter(Boolean).join(' · ')}
              </p>
              <p class="hint" dir="auto">
                {one.checked}
              </p>
              <p class="nations">
                {one.phones.map((phone) => (
                  <a key={phone.href} href={phone.href} dir="ltr">
                    {phone.display}
                  </a>
                ))}
                {one.url && (
                  <a href={one.url} target="_blank" rel="noreferrer">
                    Their website (opens a new tab)
                  </a>
                )}
                {one.askPath && (
                  <a href={one.askPath}>
                    Go with a peer<span class="unseen"> to {calmName(one.name)}</span>
                  </a>
                )}
                <a href={one.suggestPath}>
                  Suggest a change<span class="unseen"> to {calmName(one.name)}</span>
                </a>
              </p>
            </li>
          ))}
        </ul>
      )}
      {view.everywhere.length > 0 && (
        <>
          <h2>Help with money, wherever you are</h2>
          <ul class="found">
            {view.everywhere.map(({ name, description, href }) => (
              <li key={href}>
                <a href={href} target="_blank" rel="noreferrer">
                  {name} (opens a new tab)
                </a>
                <p>{description}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
