/** Who sends a request: a client that is not signed in (`nobody`), or an operator with a role. */
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
/** An id that belongs to nobody and nothing. */
const ID = '0197c000-0000-7000-8000-000000000001';
const ACT = { actId: '0197c000-0000-7000-8000-000000000002', reason: 'asked by the spec' };

/** The statuses of a write that only these roles may send. */
const act = (roles: readonly Expected[], status: number): Route['expected'] => {
  const of = (who: Expected): number => (who === 'nobody' ? 401 : roles.includes(who) ? status : 403);
  return { nobody: of('nobody'), 'read-only': of('read-only'), support: of('support'), owner: of('owner') };
};
const OWNER_ALONE: readonly Expected[] = ['owner'];
const SUPPORT: readonly Expected[] = ['support', 'owner'];

const signedIn = (status: number): Route['expected'] => ({ ...all(status), nobody: 401 });

/** Every route of the desk, with the status that each role gets. The spec fails for a route that is missing here. */
export const ROUTES: Readonly<Record<string, Route>> = {
  'GET /': { path: '/', expected: all(200) },
  'GET /assets/:name': { path: '/assets/icon.svg', expected: all(200) },
  'GET /api': { path: '/api', expected: signedIn(200) },
  'GET /api/openapi.json': { path: '/api/openapi.json', expected: signedIn(200) },
  'POST /api/sign-in': { path: '/api/sign-in', body: { token: 'x'.repeat(43) }, expected: all(401) },
  'GET /api/me': { path: '/api/me', expected: signedIn(200) },
  'GET /api/today': { path: '/api/today?days=7', expected: signedIn(200) },
  'GET /api/people': { path: '/api/people?q=%27%3B--', expected: signedIn(200) },
  'GET /api/people/:id': { path: `/api/people/${ID}`, expected: signedIn(404) },
  'POST /api/people/:id/credits': {
    path: `/api/people/${ID}/credits`,
    body: { ...ACT, credits: 10 },
    expected: act(SUPPORT, 202),
  },
  'POST /api/people/:id/export': { path: `/api/people/${ID}/export`, body: ACT, expected: act(SUPPORT, 202) },
  'POST /api/people/:id/erase': {
    path: `/api/people/${ID}/erase`,
    body: { ...ACT, telegramId: '700001' },
    expected: act(OWNER_ALONE, 404),
  },
  'GET /api/people/:id/payments': { path: `/api/people/${ID}/payments`, expected: signedIn(200) },
  'GET /api/people/:id/receipts': { path: `/api/people/${ID}/receipts`, expected: signedIn(200) },
  'GET /api/orders': { path: '/api/orders?of=stuck', expected: signedIn(200) },
  'GET /api/orders/:id': { path: `/api/orders/${ID}`, expected: signedIn(404) },
  'POST /api/orders/:id/cancel': { path: `/api/orders/${ID}/cancel`, body: ACT, expected: act(SUPPORT, 404) },
  'POST /api/orders/:id/retry': { path: `/api/orders/${ID}/retry`, body: ACT, expected: act(SUPPORT, 404) },
  'GET /api/payments': { path: '/api/payments', expected: signedIn(200) },
  'GET /api/payments/:id': { path: `/api/payments/${ID}`, expected: signedIn(404) },
  'POST /api/payments/:id/refund': {
    path: `/api/payments/${'x'.repeat(200)}/refund`,
    body: { ...ACT, evenIfSpent: true },
    expected: act(SUPPORT, 404),
  },
  'POST /api/payments/:id/card-return': {
    path: `/api/payments/${'x'.repeat(200)}/card-return`,
    body: { ...ACT, isReturned: true },
    expected: act(SUPPORT, 404),
  },
  'GET /api/card-returns': { path: '/api/card-returns', expected: signedIn(200) },
  'GET /api/reconciliation': { path: '/api/reconciliation', expected: signedIn(200) },
  'GET /api/selling': { path: '/api/selling', expected: signedIn(200) },
  'GET /api/selling/preview': {
    path: '/api/selling/preview?change=price&item=picture&price=3',
    expected: signedIn(200),
  },
  'POST /api/selling/price': {
    path: '/api/selling/price',
    body: { ...ACT, item: 'picture', price: 3 },
    expected: act(OWNER_ALONE, 202),
  },
  'POST /api/selling/pack': {
    path: '/api/selling/pack',
    body: { ...ACT, id: 'huge-1', credits: 2000, stars: 2600 },
    expected: act(OWNER_ALONE, 202),
  },
  'POST /api/selling/pack-end': {
    path: '/api/selling/pack-end',
    body: { ...ACT, id: 'small-1' },
    expected: act(OWNER_ALONE, 202),
  },
  'POST /api/selling/card-price': {
    path: '/api/selling/card-price',
    body: { ...ACT, id: 'small-1', currency: 'EUR', money: 2.99 },
    expected: act(OWNER_ALONE, 202),
  },
  'POST /api/selling/discount': {
    path: '/api/selling/discount',
    body: { ...ACT, id: 'spring', percent: 5, labelRu: 'Весна', labelEn: 'Spring', until: '2030-01-01T00:00:00Z' },
    expected: act(OWNER_ALONE, 202),
  },
  'POST /api/selling/discount-end': {
    path: '/api/selling/discount-end',
    body: { ...ACT, id: 'spring' },
    expected: act(OWNER_ALONE, 202),
  },
  'POST /api/selling/allowance': {
    path: '/api/selling/allowance',
    body: { ...ACT, allowance: 'welcome-credits', amount: 10 },
    expected: act(OWNER_ALONE, 202),
  },
  'GET /api/plans/preview': {
    path: '/api/plans/preview?id=month-900&credits=900&stars=1170',
    expected: signedIn(200),
  },
  'POST /api/plans': {
    path: '/api/plans',
    body: { ...ACT, id: 'month-900', credits: 900, stars: 1170 },
    expected: act(OWNER_ALONE, 202),
  },
  'POST /api/plans/:id/retire': { path: '/api/plans/month-400/retire', body: ACT, expected: act(OWNER_ALONE, 202) },
  'GET /api/promo': { path: '/api/promo?of=all', expected: signedIn(200) },
  'GET /api/promo/preview': { path: '/api/promo/preview?percent=5', expected: signedIn(200) },
  'POST /api/promo': { path: '/api/promo', body: { ...ACT, credits: 20 }, expected: act(OWNER_ALONE, 202) },
  'POST /api/promo/:code/end': { path: '/api/promo/SPRING/end', body: ACT, expected: act(OWNER_ALONE, 202) },
  'GET /api/broadcasts': { path: '/api/broadcasts', expected: signedIn(200) },
  'GET /api/broadcasts/audience': { path: '/api/broadcasts/audience?paid=true&idleDays=7', expected: signedIn(200) },
  'GET /api/broadcasts/:id': { path: `/api/broadcasts/${ID}`, expected: signedIn(404) },
  'POST /api/broadcasts/:id': {
    path: `/api/broadcasts/${ID}`,
    body: { ...ACT, texts: [{ language: 'en', text: 'News.' }], segment: { paid: true } },
    expected: act(OWNER_ALONE, 202),
  },
  'POST /api/broadcasts/:id/preview': {
    path: `/api/broadcasts/${ID}/preview`,
    body: ACT,
    expected: act(OWNER_ALONE, 404),
  },
  'POST /api/broadcasts/:id/start': { path: `/api/broadcasts/${ID}/start`, body: ACT, expected: act(OWNER_ALONE, 202) },
  'POST /api/broadcasts/:id/pause': { path: `/api/broadcasts/${ID}/pause`, body: ACT, expected: act(OWNER_ALONE, 202) },
  'POST /api/broadcasts/:id/stop': { path: `/api/broadcasts/${ID}/stop`, body: ACT, expected: act(OWNER_ALONE, 202) },
  'POST /api/people/:id/ban': { path: `/api/people/${ID}/ban`, body: { ...ACT, days: 7 }, expected: act(SUPPORT, 202) },
  'POST /api/people/:id/unban': { path: `/api/people/${ID}/unban`, body: ACT, expected: act(SUPPORT, 202) },
  'GET /api/tickets': { path: '/api/tickets', expected: signedIn(200) },
  'GET /api/tickets/:id': { path: `/api/tickets/${ID}`, expected: act(SUPPORT, 404) },
  'POST /api/tickets/:id/answer': {
    path: `/api/tickets/${ID}/answer`,
    body: { ...ACT, text: 'An answer.' },
    expected: act(SUPPORT, 202),
  },
  'POST /api/tickets/:id/close': { path: `/api/tickets/${ID}/close`, body: ACT, expected: act(SUPPORT, 202) },
  'GET /api/reports': { path: '/api/reports', expected: signedIn(200) },
  'GET /api/reports/:id': { path: `/api/reports/${ID}`, expected: act(SUPPORT, 404) },
  'POST /api/reports/:id/close': { path: `/api/reports/${ID}/close`, body: ACT, expected: act(SUPPORT, 202) },
  'POST /api/avatars/:id/stop': {
    path: `/api/avatars/${ID}/stop`,
    body: { ...ACT, stop: 'misused', report: ID },
    expected: act(SUPPORT, 202),
  },
  'POST /api/avatars/:id/free': { path: `/api/avatars/${ID}/free`, body: ACT, expected: act(SUPPORT, 202) },
  'GET /api/retention': { path: '/api/retention', expected: signedIn(200) },
  'GET /api/retention/preview': { path: '/api/retention/preview?kept=avatar&days=365', expected: signedIn(200) },
  'POST /api/retention/:kept': {
    path: '/api/retention/picture',
    body: { ...ACT, days: 365 },
    expected: act(OWNER_ALONE, 202),
  },
  'GET /api/models': { path: '/api/models', expected: signedIn(200) },
  'GET /api/dead-letters': { path: '/api/dead-letters', expected: signedIn(200) },
  'GET /api/undelivered': { path: '/api/undelivered', expected: signedIn(200) },
  'POST /api/dead-letters/:schema/:id/retry': {
    path: `/api/dead-letters/billing/${ID}/retry`,
    body: ACT,
    expected: act(OWNER_ALONE, 202),
  },
  'POST /api/dead-letters/:schema/:id/drop': {
    path: `/api/dead-letters/nowhere/${ID}/drop`,
    body: ACT,
    expected: act(OWNER_ALONE, 404),
  },
  'POST /api/undelivered/:id/retry': {
    path: '/api/undelivered/4711/retry',
    body: ACT,
    expected: act(SUPPORT, 202),
  },
  'POST /api/undelivered/:id/drop': {
    path: '/api/undelivered/x%27%3B/drop',
    body: ACT,
    expected: act(SUPPORT, 404),
  },
  'GET /api/queues': { path: '/api/queues', expected: signedIn(200) },
  'POST /api/queues/:schema/:queue/pause': {
    path: '/api/queues/nowhere/billing/pause',
    body: ACT,
    expected: act(OWNER_ALONE, 404),
  },
  'POST /api/queues/:schema/:queue/resume': {
    path: '/api/queues/billing/billing/resume',
    body: ACT,
    expected: act(OWNER_ALONE, 202),
  },
  'POST /api/queues/:schema/:queue/concurrency': {
    path: '/api/queues/billing/billing/concurrency',
    body: { ...ACT, concurrency: 20 },
    expected: act(OWNER_ALONE, 202),
  },
  'GET /api/audit': { path: '/api/audit', expected: signedIn(200) },
  'GET /api/audit/:id': { path: `/api/audit/${ID}`, expected: signedIn(200) },
  'POST /api/sign-out': { path: '/api/sign-out', expected: signedIn(204) },
  'POST /api/sign-out-everywhere': { path: '/api/sign-out-everywhere', expected: signedIn(204) },
};
