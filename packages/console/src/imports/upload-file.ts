/** As large as the server takes one part. */
const PART_BYTES = 1024 ** 2;
/** The largest file that can be brought here. */
export const MOST_MEGABYTES = 64;

/**
 * Brings a file part by part, so that a slow line sends each in time. Nothing is read before all of it is there.
 *
 * @param onPart how many of the parts are there
 * @returns what went wrong, or null
 */
export async function uploadFile(
  sourceId: string,
  file: File,
  onPart: (done: number, parts: number) => void,
): Promise<string | null> {
  const parts = Math.max(1, Math.ceil(file.size / PART_BYTES));
  if (file.size === 0) return 'The file is empty.';
  if (parts > MOST_MEGABYTES)
    return `The file is larger than ${MOST_MEGABYTES} MB. Give its web address instead, or ask whoever runs Kith to import it.`;
  const upload = crypto.randomUUID();
  for (let part = 0; part < parts; part++) {
    onPart(part, parts);
    const query = new URLSearchParams({
      ...{ source: sourceId, upload, part: String(part), parts: String(parts), name: file.name },
    });
    try {
      const response = await fetch(`/console/upload?${query}`, {
        method: 'POST',
        headers: { 'x-kith-client': 'console', 'content-type': 'application/octet-stream' },
        body: file.slice(part * PART_BYTES, (part + 1) * PART_BYTES),
      });
      if (!response.ok) return messageOf(await response.json().catch(() => null));
    } catch {
      return 'We could not reach Kith. Nothing was changed; bring the file again.';
    }
  }
  onPart(parts, parts);
  return null;
}

function messageOf(answer: unknown): string {
  const message = (answer as { message?: unknown } | null)?.message;
  return typeof message === 'string' ? message : 'The file could not be brought. Try again.';
}
