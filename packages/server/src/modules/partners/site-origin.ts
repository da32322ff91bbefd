// Letters, digits and hyphens, as in host-char of a policy (CSP 3, 2.3.1): URL.parse lets "*", ";" and "," through as well.
const LABEL = /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/;
/** The machine of whoever builds a page: the one place where http:// is enough. */
const LOCAL = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Whether this is the origin of a site, in the one spelling that browsers send, and nothing else: it goes into headers.
 * https:// and a name with a dot in it; on one's own machine http://, too.
 */
export function isSiteOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && url.origin === text && isSecure(url) && hasProperHost(url);
}

/** Whether nobody on the way can read what is typed there. */
export function isSecure({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && LOCAL.includes(hostname));
}

/** Whether it names one machine: no pattern, no number, nothing that could end a rule of a policy and begin another. */
export function hasProperHost({ hostname }: URL): boolean {
  if (LOCAL.includes(hostname)) return true;
  const labels = hostname.split('.');
  return (
    hostname.length <= 253 &&
    labels.length > 1 &&
    labels.every((label) => LABEL.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  );
}
