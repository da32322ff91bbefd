// Host pages patch toJSON on Object, Array and String (Prototype.js, MooTools), which JSON.stringify obeys.
// Our variables are plain, so a writer of our own is short, and is never wrong about them.

/** What a variable may be. */
export type Plain = string | number | boolean | null | undefined | Plain[] | { [key: string]: Plain };

/** JSON of a plain value, whatever the page did to its prototypes. Undefined members are left out. */
export function write(value: Plain): string {
  if (typeof value === 'string') return quote(value);
  if (value === null || typeof value !== 'object') return `${value ?? null}`;
  let text = '';
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at += 1) text += `${at ? ',' : ''}${write(value[at])}`;
    return `[${text}]`;
  }
  for (const key of Object.keys(value)) {
    if (value[key] !== undefined) text += `${text ? ',' : ''}${quote(key)}:${write(value[key])}`;
  }
  return `{${text}}`;
}

function quote(text: string): string {
  // Half a surrogate pair cannot be sent in an address.
  const whole = text.replace(/\p{Surrogate}/gu, '\ufffd');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings
  return `"${whole.replace(/[\u0000-\u001f"\\]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
}
