/** An address that may become a link, or undefined: only web, phone and e-mail. */
export function safeLink(text: string | null | undefined): string | undefined {
  try {
    const url = new URL(text ?? '');
    return /^(https?|tel|mailto|sms):$/.test(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
