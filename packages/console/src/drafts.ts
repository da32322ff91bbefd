const drafts = new Map<string, string>();

/** What was typed and not sent yet. Kept in memory only, until it is sent, the page is closed or somebody signs out. */
export function draftOf(key: string): string {
  return drafts.get(key) ?? '';
}

/** For what is no text field: choices, as JSON. */
export function keepDraft(key: string, value: string): void {
  drafts.set(key, value);
}

/** For a field that must lose nothing when somebody looks elsewhere in the console and comes back. */
export function keepsDraft(key: string): {
  defaultValue: string;
  onInput: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => void;
} {
  return { defaultValue: draftOf(key), onInput: (event) => drafts.set(key, event.currentTarget.value) };
}

/** It was sent, or is not wanted any more. @param prefix of all keys to forget; left out: everything */
export function forgetDrafts(prefix = ''): void {
  for (const key of drafts.keys()) if (key.startsWith(prefix)) drafts.delete(key);
}

/** Whether a form was left with something in it: then it comes back open. */
export function hasDrafts(prefix: string): boolean {
  return [...drafts].some(([key, text]) => key.startsWith(prefix) && text.trim() !== '');
}
