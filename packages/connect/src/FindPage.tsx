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

export interface FindView {
  text: string;
  near: string;
  area: string | null;
  partnerKey: string | null;
  found: Found[];
  total: number;
  /** What was read or looked for differently from what was typed, one sentence each. */
  remarks: string[];
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
      <search>
        <form method="post" action="/find" noValidate autocomplete="off">
          {view.partnerKey && <input type="hidden" name="partner" value={view.partnerKey} />}
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
            problem={
              view.problem ??
              (view.hasUnknownPlace ? 'We do not know this place. The list is from everywhere.' : undefined)
            }
            maxLength={100}
            autocomplete="off"
            enterkeyhint="search"
          />
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
    </section>
  );
}
