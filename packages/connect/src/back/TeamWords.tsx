import { Act, Fold } from './Act.tsx';
import type { RightsView, TeamWordView } from './rights-view.ts';

/** Nobody fits now: what the team wrote, and what else there is. The person chooses, or not. */
export function TeamWords({ rights, team, pass }: { rights: RightsView; team: string; pass: string }) {
  const [newest, ...older] = rights.teamWords;
  if (!newest) return null;
  return (
    <section class="card" aria-labelledby="team-words-title">
      <h2 id="team-words-title">
        What <bdi>{team}</bdi> wrote to you
      </h2>
      <TeamWord word={newest} />
      {rights.isWaiting && (
        <>
          <p>The team writes again by {newest.nextDay}.</p>
          <h3>What would you like?</h3>
          <p>You need not choose. You can change your mind.</p>
          {newest.ways.map(({ way, words }) =>
            newest.chosen === way ? (
              <p key={way}>
                <strong>You chose:</strong> {words}
              </p>
            ) : (
              <Act
                key={way}
                pass={pass}
                act="choose-way"
                label={words}
                look="plain"
                fields={{ wordId: newest.id, way }}
              />
            ),
          )}
        </>
      )}
      {older.length > 0 && (
        <Fold summary={`Earlier (${older.length})`}>
          {older.map((word) => (
            <TeamWord key={word.id} word={word} />
          ))}
        </Fold>
      )}
    </section>
  );
}

function TeamWord({ word }: { word: TeamWordView }) {
  return (
    <>
      <p class="hint">{word.day}</p>
      <p class="words" dir="auto">
        {word.message}
      </p>
      {word.services.length > 0 && (
        <p>
          They think of: <bdi>{word.services.join(', ')}</bdi>
        </p>
      )}
    </>
  );
}
