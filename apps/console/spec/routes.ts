/** Who asks: nobody, or a role. */
export type Expected = 'nobody' | 'read-only' | 'support' | 'owner';

export interface Route {
  /** An address of the route. */
  readonly path: string;
  readonly body?: object;
  /** The status of the answer. */
  readonly expected: Readonly<Record<Expected, number>>;
}

const all = (status: number): Route['expected'] => ({
  nobody: status,
  'read-only': status,
  support: status,
  owner: status,
});
const signedIn = (status: number): Route['expected'] => ({ ...all(status), nobody: 401 });

/** Every route of the desk, with what each asker gets. A route without a line here does not pass the spec. */
export const ROUTES: Readonly<Record<string, Route>> = {
  'GET /': { path: '/', expected: all(200) },
  'GET /assets/:name': { path: '/assets/icon.svg', expected: all(200) },
  'GET /api': { path: '/api', expected: signedIn(200) },
  'GET /api/openapi.json': { path: '/api/openapi.json', expected: signedIn(200) },
  'POST /api/sign-in': { path: '/api/sign-in', body: { token: 'x'.repeat(43) }, expected: all(401) },
  'GET /api/me': { path: '/api/me', expected: signedIn(200) },
  'POST /api/sign-out': { path: '/api/sign-out', expected: signedIn(204) },
  'POST /api/sign-out-everywhere': { path: '/api/sign-out-everywhere', expected: signedIn(204) },
};
