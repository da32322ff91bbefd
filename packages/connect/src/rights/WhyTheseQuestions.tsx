/** Every question of the check-in and what it stands for: nothing about it is hidden (S114). */
export function WhyTheseQuestions({
  parts,
}: {
  parts: readonly { name: string; items: readonly { words: string; benefit: string; isAsked: boolean }[] }[];
}) {
  return (
    <>
      <h1>How is it now? Why these questions</h1>
      <p>
        People who had a peer with them said that eleven things got better. They fall into five parts. We ask one
        question from each part. That takes half a minute.
      </p>
      <p>
        You never have to answer. You are asked once in four weeks at most. Only you see your answers, unless you share
        them. They are never added up.
      </p>
      {parts.map(({ name, items }) => (
        <section key={name}>
          <h2>{name}</h2>
          <ul>
            {items.map(({ words, benefit, isAsked }) => (
              <li key={words}>
                “{words}”{' '}
                <span class="hint">
                  {benefit}
                  {isAsked ? '. This one is asked' : ''}.
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
