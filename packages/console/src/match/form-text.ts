/** Random and new: the same thing sent again is not done twice. */
export function newKey(): string {
  return crypto.randomUUID();
}

/** A form's text field, tidy; null: empty. */
export function textOf(form: FormData, name: string): string | null {
  return String(form.get(name) ?? '').trim() || null;
}
