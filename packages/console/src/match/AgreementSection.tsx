import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { hasDrafts } from '../drafts.ts';
import { FocusFirst } from '../FocusFirst.tsx';
import { Refused } from '../Refused.tsx';
import { Said } from '../Said.tsx';
import { day } from '../words.ts';
import { AgreementForm, agreementDraft } from './AgreementForm.tsx';
import { problemIn } from './answers.ts';

export const AgreementParts = graphql(`
  fragment AgreementParts on Match {
    id
    status
    reviewOn
    agreementStart {
      topic
      title
      words
      isFixed
    }
    agreements {
      number
      reviewOn
      proposedBy
      proposedAt
      advocateAgreedAt
      personAgreedAt
      personAgreedHow
      objectedAt
      agreedAt
      holds
      isOpen
      lines @include(if: $withWords) {
        topic
        title
        words
        before
        isFixed
      }
    }
  }
`);

const AgreeTo = graphql(`
  mutation AgreeTo($input: AgreementVersionInput!) {
    agreeToAgreement(input: $input) {
      __typename
      ... on AgreementPayload {
        match {
          id
          status
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

const ReadOut = graphql(`
  mutation ReadOut($input: AgreementVersionInput!) {
    recordReadOut(input: $input) {
      __typename
      ... on AgreementPayload {
        match {
          id
          status
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

/** What the two agree with each other (S122): filled together, read out, changed by either, in versions. */
export function AgreementSection({
  match: data,
  isMine,
  name,
}: {
  match: FragmentOf<typeof AgreementParts>;
  /** Whoever looks is the advocate. */
  isMine: boolean;
  name: string;
}): JSX.Element | null {
  const match = readFragment(AgreementParts, data);
  const draft = agreementDraft(match.id);
  const [isWriting, setWriting] = useState(hasDrafts(draft));
  const [problem, setProblem] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [agreeing, agree] = useMutation(AgreeTo);
  const [reading, readOut] = useMutation(ReadOut);
  const [newest, ...older] = match.agreements;
  const isLive = ['PROPOSED', 'ACTIVE', 'PAUSED'].includes(match.status);
  if (!newest && !isLive) return null;
  const mayWrite = isMine && isLive;

  async function act(which: 'agree' | 'read out') {
    if (!newest) return;
    const input = { matchId: match.id, number: newest.number };
    const wrong =
      which === 'agree'
        ? problemIn((await agree({ input })).data?.agreeToAgreement, 'AgreementPayload')
        : problemIn((await readOut({ input })).data?.recordReadOut, 'AgreementPayload');
    setProblem(wrong?.message ?? null);
    if (!wrong)
      setSaid(which === 'agree' ? 'You agreed.' : `Written down. ${name} can read it, and object in one tap.`);
  }

  return (
    <section class="card stack" aria-labelledby="agreement">
      <h2 id="agreement">What you agree with each other</h2>
      <p role="status">{whereIs(newest, name, match.status)}</p>
      <Refused why={problem} />
      {said && <Said>{said}</Said>}
      {!isWriting && newest?.lines && !newest.agreedAt && <Lines lines={newest.lines} />}
      {!isWriting && newest?.lines && newest.agreedAt && (
        <details>
          <summary>Read it</summary>
          <Lines lines={newest.lines} />
        </details>
      )}
      {!isWriting && newest && <p>You both look at it again by {day(newest.reviewOn)}.</p>}
      {!isWriting && !newest && (
        <p>
          Write it together when you first talk. It is short, in plain words, and either of you can change it later. You
          are connected when you have both said yes to the same version.
        </p>
      )}
      {mayWrite && !isWriting && (
        <div class="row">
          {newest && !newest.advocateAgreedAt && (
            <Button look="primary" onClick={() => !agreeing.fetching && act('agree')}>
              I agree
            </Button>
          )}
          {newest?.advocateAgreedAt && !newest.personAgreedAt && !newest.objectedAt && (
            <Button look="primary" onClick={() => !reading.fetching && act('read out')}>
              I read it out, they said yes
            </Button>
          )}
          <Button look={newest ? 'quiet' : 'primary'} onClick={() => setWriting(true)}>
            {newest ? 'Change something' : 'Write it now'}
          </Button>
        </div>
      )}
      {isWriting && (
        <FocusFirst>
          <AgreementForm
            matchId={match.id}
            start={newest?.lines ?? match.agreementStart}
            reviewOn={newest?.reviewOn ?? null}
            basedOn={newest?.number ?? null}
            onDone={() => {
              setWriting(false);
              setProblem(null);
              setSaid(`Saved. ${name} reads it now. It counts when they say yes too.`);
            }}
            onBack={() => setWriting(false)}
          />
        </FocusFirst>
      )}
      {older.map((version) => (
        <details key={version.number}>
          <summary>
            Version {version.number}
            {version.holds ? ', which counts until then' : version.agreedAt ? ', agreed before' : ', not agreed'}
          </summary>
          {version.lines && <Lines lines={version.lines} />}
        </details>
      ))}
    </section>
  );
}

function Lines({
  lines,
}: {
  lines: readonly { topic: string; title: string; words: string; before?: string | null }[];
}): JSX.Element {
  return (
    <dl class="agreed">
      {lines
        .filter(({ words, before }) => words || before)
        .map(({ topic, title, words, before }) => (
          <div key={topic}>
            <dt>
              {title}
              {before !== null && before !== undefined && <strong> (new)</strong>}
            </dt>
            <dd dir="auto">{words || 'Nothing any more.'}</dd>
            {before && (
              <dd class="hint" dir="auto">
                Before: {before}
              </dd>
            )}
          </div>
        ))}
    </dl>
  );
}

function whereIs(
  version:
    | {
        number: number;
        agreedAt: string | null;
        advocateAgreedAt: string | null;
        personAgreedAt: string | null;
        personAgreedHow: string | null;
        objectedAt: string | null;
      }
    | undefined,
  name: string,
  status: string,
): string {
  if (!version) return 'There is nothing written yet.';
  if (version.objectedAt && !version.personAgreedAt)
    return `${name} says that they had not agreed. Talk about it; they say yes themselves now.`;
  if (version.agreedAt)
    return version.personAgreedHow === 'READ_OUT'
      ? `Agreed by both on ${day(version.agreedAt)}. It was read out to ${name}.`
      : `Agreed by both on ${day(version.agreedAt)}.`;
  const other = status === 'ACTIVE' ? ' Until then, the version before counts.' : '';
  return version.advocateAgreedAt
    ? `It waits for ${name}. They can say yes on their own page, or you read it out.${other}`
    : `${name} wrote this. It waits for the advocate.${other}`;
}
