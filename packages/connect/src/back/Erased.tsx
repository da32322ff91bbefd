/** Everything is gone, and the door stays open. */
export function Erased() {
  return (
    <>
      <h1>Erased</h1>
      <p role="status">Everything that you wrote is gone. Your four words and your link open nothing any more.</p>
      <p>
        You can ask again whenever you like. If you need somebody now, <a href="/help">urgent help is here</a>.
      </p>
    </>
  );
}
