import { Act, Fold } from './Act.tsx';
import { BackField, useHasProblem } from './BackField.tsx';
import type { CardView, TogetherView } from './together-view.ts';

const LONGEST_WITHOUT = 1_000;
const LONGEST_CARD = 600;

const questions = {
  like: 'What I would like',
  offer: 'What I can offer',
  offLimits: 'What I would rather not talk about',
};

/** How is it going: each of the two may look at it at any time, and say what comes of it (S36). */
export function Review({ together, pass }: { together: TogetherView; pass: string }) {
  const { name, reviews, canReview } = together;
  const isOpen = useHasProblem('without');
  if (!canReview && reviews.length === 0) return null;
  return (
    <Fold summary="How is it going?" isOpen={isOpen}>
      {reviews.map((review) => (
        <p key={review.at}>
          {review.day}, <bdi>{review.isMine ? 'you' : name}</bdi> said: {review.outcome}.{' '}
          {review.without && <bdi>{review.without}</bdi>}
        </p>
      ))}
      {canReview && (
        <form method="post" action="/back" noValidate autocomplete="off">
          <input type="hidden" name="pass" value={pass} />
          <p>Take a moment, alone or together. Every answer is a good one.</p>
          <BackField
            name="without"
            label={`What could you do without ${name}? (optional)`}
            hint="You both see this."
            rows={3}
            maxLength={LONGEST_WITHOUT}
          />
          <p class="buttons">
            {Object.entries({
              'review-go-on': 'We go on',
              'review-change': 'I would like to change something',
              'review-end': 'I would like to end it well',
            }).map(([act, label]) => (
              <button key={act} class="button" type="submit" name="do" value={act}>
                {label}
              </button>
            ))}
          </p>
        </form>
      )}
    </Fold>
  );
}

/** What each of the two wrote for the first time they meet (S117). */
export function Cards({ together, pass }: { together: TogetherView; pass: string }) {
  const { name, cards } = together;
  const isOpen = useHasProblem('like', 'offer', 'offLimits');
  return (
    <Fold summary="Cards for the first time you meet" isOpen={isOpen}>
      {cards.theirs && <Card title={`The card of ${name}`} card={cards.theirs} />}
      <Act pass={pass} act="card" label="Save my card">
        <p>
          <bdi>{name}</bdi> reads this. Leave empty what you like.
        </p>
        {(Object.keys(questions) as (keyof CardView)[]).map((key) => (
          <BackField
            key={key}
            name={key}
            label={questions[key]}
            value={cards.mine?.[key] ?? ''}
            rows={2}
            maxLength={LONGEST_CARD}
          />
        ))}
      </Act>
    </Fold>
  );
}

function Card({ title, card }: { title: string; card: CardView }) {
  const said = (Object.keys(questions) as (keyof CardView)[]).filter((key) => card[key]);
  if (said.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <dl class="strip">
        {said.map((key) => (
          <div key={key}>
            <dt>{questions[key]}</dt>
            <dd class="words" dir="auto">
              {card[key]}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
