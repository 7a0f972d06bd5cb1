/** The name of the cookie. With the prefix `__Host-` the browser requires https, this host alone, and the path `/`. */
const nameOf = (origin: string): string => (origin.startsWith('https:') ? '__Host-desk' : 'desk');

/**
 * The header that gives the browser the session’s cookie, or removes it when `seconds` is 0. No script can read the cookie, and the browser
 * sends it from no other site.
 */
export const cookieOf = (origin: string, session: string, seconds: number): string =>
  [
    `${nameOf(origin)}=${session}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Strict',
    `Max-Age=${seconds}`,
    ...(origin.startsWith('https:') ? ['Secure'] : []),
  ].join('; ');

/** The session in the browser’s cookies; undefined when there is none, or not in the form that we give out. */
export function sessionIn(origin: string, header: string | undefined): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [name, value = ''] = pair.trim().split('=');
    if (name === nameOf(origin) && /^[\w-]{43}$/.test(value)) return value;
  }
  return undefined;
}
