import type { JSX } from 'preact';

/** A text about a role to read. Parts that say nothing are left out. */
export function RoleWords({
  parts,
  level = 2,
}: {
  parts: readonly { topic: string; title: string; words: string }[];
  level?: 2 | 3;
}): JSX.Element {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <>
      {parts
        .filter(({ words }) => words !== '')
        .map(({ topic, title, words }) => (
          <section key={topic} class="stack" aria-label={title}>
            <Heading>{title}</Heading>
            <Words text={words} />
          </section>
        ))}
    </>
  );
}

/** Plain words as people write them: lines that begin with a dash are a list, an empty line begins a paragraph. */
export function Words({ text }: { text: string }): JSX.Element {
  const blocks: { isList: boolean; lines: string[] }[] = [];
  for (const paragraph of text.split(/\n{2,}/)) {
    let before: boolean | null = null;
    for (const line of paragraph.split('\n')) {
      const isList = /^[-•–] ?\S/.test(line);
      if (isList !== before) blocks.push({ isList, lines: [] });
      before = isList;
      blocks.at(-1)?.lines.push(line.replace(/^[-•–] ?(?=\S)/, ''));
    }
  }
  return (
    <>
      {blocks.map(({ isList, lines }, index) =>
        isList ? (
          <ul key={`${index} ${lines[0]}`} dir="auto">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : (
          <p key={`${index} ${lines[0]}`} class="lines" dir="auto">
            {lines.join('\n')}
          </p>
        ),
      )}
    </>
  );
}
