/** The name of the cookie: by https the browser itself holds that it is Secure, of this host alone and of every path. */
const nameOf = (origin: string): string => (origin.startsWith('https:') ? '__Host-desk' : 'desk');

/** The header that gives the browser the session, or takes it with 0 seconds. No script reads it, and no other site sends it. */
export const cookieOf = (origin: string, session: string, seconds: number): string =>
  [
    `${nameOf(origin)}=${session}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Strict',
    `Max-Age=${seconds}`,
    ...(origin.startsWith('https:') ? ['Secure'] : []),
  ].join('; ');

/** The session that the browser sends; undefined without one of the form that we give out. */
export function sessionIn(origin: string, header: string | undefined): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [name, value = ''] = pair.trim().split('=');
    if (name === nameOf(origin) && /^[\w-]{43}$/.test(value)) return value;
  }
  return undefined;
}
