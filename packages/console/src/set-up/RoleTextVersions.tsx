import { Button } from '@kith/ui/Button.tsx';
import type { JSX } from 'preact';
import { dayOfYear } from '../words.ts';
import type { Choose, Text } from './RoleTextPage.tsx';
import { RoleWords } from './RoleWords.tsx';

/** Who chose what when. Each can be read, and used again. */
export function RoleTextVersions({
  versions,
  onUse,
}: {
  versions: Text['versions'];
  /** Null: only to read. */
  onUse: Choose | null;
}): JSX.Element | null {
  if (versions.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="versions">
      <h2 id="versions">Versions</h2>
      {versions.map(({ number, chosenAt, chosenBy, isKiths, parts }, index) => (
        <details key={number}>
          <summary>
            {`Version ${number}, ${dayOfYear(chosenAt)}${chosenBy ? `, by ${chosenBy}` : ''}`}
            {isKiths && ': Kith’s own text'}
            {index === 0 && ' (now)'}
          </summary>
          <div class="stack card">
            <RoleWords parts={parts} level={3} />
            {onUse && index > 0 && (
              <div>
                <Button
                  onClick={() =>
                    void onUse(
                      isKiths
                        ? []
                        : parts.filter(({ isFixed }) => !isFixed).map(({ topic, words }) => ({ topic, words })),
                      `Version ${number} is used again.`,
                    )
                  }
                >
                  Use version {number} again
                </Button>
              </div>
            )}
          </div>
        </details>
      ))}
    </section>
  );
}
