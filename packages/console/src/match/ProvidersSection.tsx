import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FocusFirst } from '../FocusFirst.tsx';
import { Said } from '../Said.tsx';
import { day } from '../words.ts';
import { problemIn } from './answers.ts';
import { FollowUpForm } from './FollowUpForm.tsx';
import { IntroduceForm } from './IntroduceForm.tsx';
import { ServiceSearch } from './ServiceSearch.tsx';
import { StepForm } from './StepForm.tsx';
import { gotThereWords, helpedWords } from './words-of-doing.ts';

export const ProviderOf = graphql(`
  fragment ProviderOf on ServiceIntroduction {
    id
    state
    sentence
    byName
    sentAt
    linksExpireAt
    isOverdue
    asksFollowUp
    serviceName @include(if: $open)
    service @include(if: $open) {
      id
      name
      phones {
        number
      }
    }
    email @include(if: $open)
    text @include(if: $open)
    question @include(if: $open)
    followUp @include(if: $open) {
      gotThere
      helped
      words
    }
  }
`);

const SayYes = graphql(`
  mutation SayYesToIntroduction($input: SayYesToIntroductionInput!) {
    sayYesToIntroduction(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

const SayNo = graphql(`
  mutation SayNoToIntroduction($input: SayNoToIntroductionInput!) {
    sayNoToIntroduction(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

/** Something done with one service. */
type Opened = { what: 'suggest' | 'introduce'; service: { id: string; name: string } } | null;

/** Finding a service, suggesting it, and writing to it with the person's yes. */
export function ProvidersSection({
  matchId,
  name,
  introductions,
  canAct,
  onChanged,
}: {
  matchId: string;
  name: string;
  introductions: readonly FragmentOf<typeof ProviderOf>[];
  canAct: boolean;
  onChanged: () => void;
}): JSX.Element {
  const [opened, setOpened] = useState<Opened>(null);
  const [said, setSaid] = useState('');
  const done = (sentence: string) => {
    setOpened(null);
    setSaid(sentence);
    onChanged();
  };
  return (
    <section class="stack" aria-labelledby="providers">
      <h2 id="providers">Services</h2>
      {said && <Said>{said}</Said>}
      {introductions.length > 0 && (
        <ul class="cards">
          {introductions.map((one) => (
            <li key={readFragment(ProviderOf, one).id}>
              <IntroductionOfService
                introduction={one}
                name={name}
                canAct={canAct}
                onChanged={done}
                onAnswer={(service) => setOpened({ what: 'introduce', service })}
              />
            </li>
          ))}
        </ul>
      )}
      {opened && (
        <FocusFirst key={opened.service.id + opened.what}>
          {opened.what === 'suggest' ? (
            <StepForm
              matchId={matchId}
              name={name}
              service={opened.service}
              onDone={() => done(`Suggested. ${name} sees it with the card of the service.`)}
              onBack={() => setOpened(null)}
            />
          ) : (
            <IntroduceForm
              matchId={matchId}
              name={name}
              service={opened.service}
              onDone={() => done(`Written. Nothing is sent before ${name} says yes to exactly this text.`)}
              onBack={() => setOpened(null)}
            />
          )}
        </FocusFirst>
      )}
      {canAct && !opened && (
        <ServiceSearch
          onSuggest={(service) => setOpened({ what: 'suggest', service })}
          onIntroduce={(service) => setOpened({ what: 'introduce', service })}
        />
      )}
    </section>
  );
}

function IntroductionOfService({
  introduction: data,
  name,
  canAct,
  onChanged,
  onAnswer,
}: {
  introduction: FragmentOf<typeof ProviderOf>;
  name: string;
  canAct: boolean;
  onChanged: (sentence: string) => void;
  onAnswer: (service: { id: string; name: string }) => void;
}): JSX.Element {
  const one = readFragment(ProviderOf, data);
  const [problem, setProblem] = useState<string | null>(null);
  const [wasReadOut, setReadOut] = useState(false);
  const [, sayYes] = useMutation(SayYes);
  const [, sayNo] = useMutation(SayNo);
  const { followUp, service, state } = one;

  async function agree() {
    if (!wasReadOut) return setProblem('Read out every word first. Tick the box when they have said yes.');
    const { data: answer } = await sayYes({ input: { introductionId: one.id, wasReadOut } });
    const wrong = problemIn(answer?.sayYesToIntroduction, 'ServiceIntroductionPayload');
    setProblem(wrong?.message ?? null);
    if (!wrong) onChanged('Their yes is written down. The letter leaves in 5 minutes; until then you can stop it.');
  }

  async function stop() {
    const { data: answer } = await sayNo({ input: { introductionId: one.id } });
    const wrong = problemIn(answer?.sayNoToIntroduction, 'ServiceIntroductionPayload');
    setProblem(wrong?.message ?? null);
    if (!wrong) onChanged('Stopped. Its links do not work any more.');
  }

  return (
    <article class="card stack">
      <h3 dir="auto">{one.serviceName ?? 'A service'}</h3>
      <p>
        {one.sentence}
        {state === 'SENT' && one.linksExpireAt ? ` They can answer until ${day(one.linksExpireAt)}.` : ''}
      </p>
      {one.isOverdue && (
        <p class="late">
          No answer in five working days. {service?.phones[0] ? `You could ring: ${service.phones[0].number}` : ''}
        </p>
      )}
      {one.question && (
        <div>
          <p class="hint">{state === 'ASKED' ? 'They ask:' : 'They had asked:'}</p>
          <blockquote dir="auto">{one.question}</blockquote>
        </div>
      )}
      {one.text &&
        (state === 'WAITING_FOR_YES' ? (
          <div>
            <p class="hint">This is sent to {one.email}, with three links to answer, and nothing else:</p>
            <blockquote dir="auto">{one.text}</blockquote>
          </div>
        ) : (
          <details>
            <summary>What was agreed</summary>
            <blockquote dir="auto">{one.text}</blockquote>
          </details>
        ))}
      {followUp && (
        <p dir="auto">
          {followUp.gotThere && `Got there: ${gotThereWords[followUp.gotThere].toLowerCase()}. `}
          {followUp.helped && `Helped: ${helpedWords[followUp.helped].toLowerCase()}. `}
          {followUp.words}
        </p>
      )}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {canAct && one.asksFollowUp && (
        <FollowUpForm
          about={{ introductionId: one.id }}
          name={name}
          onDone={() => onChanged('Thank you. It is saved.')}
        />
      )}
      {canAct && state === 'WAITING_FOR_YES' && (
        <>
          <p>{name} can say yes on their own page. Or read it out to them:</p>
          <label class="check">
            <input type="checkbox" checked={wasReadOut} onChange={(event) => setReadOut(event.currentTarget.checked)} />
            I read every word out to {name}, and they said yes
          </label>
          <div class="row">
            <Button onClick={agree}>Write down their yes</Button>
            <Button look="quiet" onClick={stop}>
              Do not send it
            </Button>
          </div>
        </>
      )}
      {canAct && ['ON_ITS_WAY', 'SENT', 'ASKED'].includes(state) && (
        <div class="row">
          {state === 'ASKED' && service && <Button onClick={() => onAnswer(service)}>Answer with a new text</Button>}
          <Button look="quiet" onClick={stop}>
            Stop this
          </Button>
        </div>
      )}
    </article>
  );
}
