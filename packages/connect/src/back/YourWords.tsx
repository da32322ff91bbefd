import { longest } from '../ask-draft.ts';
import type { Problem } from '../ask-problems.ts';
import { askTexts } from '../ask-texts.ts';
import { ReachList, WishList } from '../CheckAnswers.tsx';
import { ReachQuestion } from '../ReachQuestion.tsx';
import { TextField } from '../TextField.tsx';
import { WishesQuestion } from '../WishesQuestion.tsx';
import { Act, Fold } from './Act.tsx';
import type { BackView } from './back-view.ts';
import { Whom } from './Whom.tsx';

/** Every word of one's own, each a press away from being put right. */
export function YourWords({ view, pass, problems }: { view: BackView; pass: string; problems: Problem[] }) {
  const { draft } = view;
  const has = (...fields: string[]) =>
    problems.some(({ field }) => fields.includes(field) || (fields.includes('wish') && field.startsWith('wish')));
  return (
    <section aria-labelledby="words-title">
      <h2 id="words-title">What you told us</h2>
      <h3>In your words</h3>
      {draft.words ? (
        <p class="words" dir="auto">
          {draft.words}
        </p>
      ) : (
        <p>You left this empty. That is fine.</p>
      )}
      {view.about && (
        <p>
          About: <bdi>{view.about}</bdi>
        </p>
      )}
      <Fold summary="Change" about="your words" isOpen={has('words')}>
        <Act pass={pass} act="change-words" label="Save my words">
          <TextField
            name="words"
            label="In your own words (optional)"
            value={draft.words}
            problems={problems}
            rows={7}
            maxLength={longest.words}
            autocomplete="off"
          />
        </Act>
      </Fold>
      <h3>Who you talk to</h3>
      <WishList view={view} w={askTexts} draft={draft} />
      <Fold summary="Change" about="who you talk to" isOpen={has('wish')}>
        <Act pass={pass} act="change-wishes" label="Save who you talk to">
          <WishesQuestion view={view} w={askTexts} draft={draft} problems={problems} />
        </Act>
      </Fold>
      <Whom rights={view.rights} pass={pass} />
      <h3>How to reach you</h3>
      {view.otherReach && <p>{view.otherReach}</p>}
      {(draft.channel || !view.otherReach) && <ReachList w={askTexts} draft={draft} />}
      <Fold
        summary="Change"
        about="how to reach you"
        isOpen={has('channel', 'phone', 'email', 'post', 'times', 'name', 'outwardCode')}
      >
        <Act pass={pass} act="change-reach" label="Save how to reach me">
          <ReachQuestion w={askTexts} draft={draft} problems={problems} />
        </Act>
      </Fold>
    </section>
  );
}
