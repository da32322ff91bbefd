/** The form cannot be shown here; urgent help is above it as on every page. */
export function ClosedDoor({ message }: { message: string }) {
  return (
    <>
      <h1>This page is not open</h1>
      <p>{message}</p>
      <p>
        If you need somebody now, <a href="/help">urgent help is here</a>.
      </p>
    </>
  );
}
