import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { pathOf } from '../router.ts';
import type { Saving } from '../team/saving.ts';

const SideOf = graphql(`
  fragment SideOf on Service {
    id
    name
    description
    url
    email
    feesDescription
    applicationProcess
    eligibility
    alert
    organization {
      id
      name
    }
    source {
      name
    }
    assurance {
      words
    }
  }
`);

export const PairOf = graphql(
  `
    fragment PairOf on ServicePair {
      id
      reasons
      state
      shownId
      first {
        ...SideOf
      }
      second {
        ...SideOf
      }
    }
  `,
  [SideOf],
);

const Link = graphql(`
  mutation LinkServices($input: LinkServicesInput!) {
    linkServices(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);
const NotSame = graphql(`
  mutation SayNotSame($input: ServicePairInput!) {
    sayNotSame(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);
const Unlink = graphql(`
  mutation UnlinkServices($input: ServicePairInput!) {
    unlinkServices(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

const fields = [
  ['name', 'NAME', 'Name'],
  ['description', 'DESCRIPTION', 'What it is'],
  ['url', 'URL', 'Web page'],
  ['email', 'EMAIL', 'E-mail'],
  ['feesDescription', 'FEES_DESCRIPTION', 'Cost'],
  ['applicationProcess', 'APPLICATION_PROCESS', 'How to turn up'],
  ['eligibility', 'ELIGIBILITY', 'Who it is for'],
  ['alert', 'ALERT', 'Notice'],
] as const;
type Take = (typeof fields)[number][1];

/** Two entries side by side, with the reasons. Which one lists show, and what it takes from the other, is chosen here. */
export function DuplicateCard({
  pair: data,
  saving,
  onDone,
}: {
  pair: FragmentOf<typeof PairOf>;
  saving: Saving;
  onDone: () => void;
}): JSX.Element {
  const pair = readFragment(PairOf, data);
  const sides = [readFragment(SideOf, pair.first), readFragment(SideOf, pair.second)] as const;
  const [shown, setShown] = useState<0 | 1>(0);
  const [take, setTake] = useState<readonly Take[]>([]);
  const [, link] = useMutation(Link);
  const [, notSame] = useMutation(NotSame);
  const [, unlink] = useMutation(Unlink);
  const input = { pairId: pair.id };
  const [one, other] = [sides[shown], sides[shown === 0 ? 1 : 0]];
  const told = fields.filter(([field]) => sides.some((side) => side[field]));

  async function done(saved: Promise<boolean>) {
    if (await saved) onDone();
  }

  return (
    <article class="card stack" aria-label={`${sides[0].name} and ${sides[1].name}`}>
      <p>They have {pair.reasons.join(', ')}.</p>
      <div class="side-by-side">
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span class="hidden-words">Field</span>
              </th>
              {sides.map((side) => (
                <th key={side.id} scope="col">
                  <a href={pathOf({ screen: 'directory', id: side.id })}>{side.name}</a>
                </th>
              ))}
              {pair.state === 'LIKELY' && (
                <th scope="col">
                  <span class="hidden-words">What it takes from the other</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">From</th>
              {sides.map((side) => (
                <td key={side.id}>
                  {side.source.name}. {side.assurance.words}.
                </td>
              ))}
              {pair.state === 'LIKELY' && <td />}
            </tr>
            <tr>
              <th scope="row">Run by</th>
              {sides.map((side) => (
                <td key={side.id}>{side.organization.name}</td>
              ))}
              {pair.state === 'LIKELY' && <td />}
            </tr>
            {told.map(([field, value, label]) => (
              <tr key={field}>
                <th scope="row">{label}</th>
                {sides.map((side) => (
                  <td key={side.id} dir="auto">
                    {side[field] ?? 'not said'}
                  </td>
                ))}
                {pair.state === 'LIKELY' && (
                  <td>
                    {other[field] && other[field] !== one[field] && (
                      <label class="check">
                        <input
                          type="checkbox"
                          aria-label={`Take it from the other: ${label}`}
                          checked={take.includes(value)}
                          onChange={() =>
                            setTake(take.includes(value) ? take.filter((kept) => kept !== value) : [...take, value])
                          }
                        />
                        Take it from the other
                      </label>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pair.state === 'LIKELY' && (
        <fieldset class="checks">
          <legend>If they are one, lists show</legend>
          {sides.map((side, index) => (
            <label key={side.id} class="check">
              <input
                type="radio"
                name={`shown-${pair.id}`}
                checked={index === shown}
                onChange={() => {
                  setShown(index === 0 ? 0 : 1);
                  setTake([]);
                }}
              />
              {index === 0 ? 'The first' : 'The second'}: {side.name}, from {side.source.name}
            </label>
          ))}
        </fieldset>
      )}
      <div class="row">
        {pair.state === 'LIKELY' && (
          <>
            <Button
              look="primary"
              onClick={() =>
                done(
                  saving.save(
                    link({ input: { ...input, shownId: one.id, take: [...take] } }),
                    'Linked. Both entries are kept; lists show one. You can take them apart at any time.',
                  ),
                )
              }
            >
              They are one service
            </Button>
            <Button
              onClick={() => done(saving.save(notSame({ input }), 'Noted: they are two. You are not asked again.'))}
            >
              They are two
            </Button>
          </>
        )}
        {pair.state === 'NOT_SAME' && <p class="hint">You said that they are two.</p>}
        {pair.state === 'SAME' && (
          <Button onClick={() => done(saving.save(unlink({ input }), 'Taken apart. Both are listed again.'))}>
            Take them apart
          </Button>
        )}
      </div>
    </article>
  );
}
