import { describe, expect, it } from '@jest/globals';
import { ORDER_KIND } from '@aisha/kinds';
import { newId } from '@aisha/platform';
import { desk, OWNER, SUPPORT, type Browser, type Desk } from '../../spec/desk';
import { filled } from '../../spec/filled';
import type { OrderRow } from '../orders/orders.reader';

interface Listed {
  readonly rows: readonly { readonly id: string }[];
  readonly next: string | null;
}

const signedIn = async () => {
  const at = await desk();
  return { at, owner: await at.as(OWNER) };
};

/** Reads all pages of a list one after another, as a browser does. */
const pagesOf = async (at: Desk, browser: Browser, path: string): Promise<string[][]> => {
  const pages: string[][] = [];
  let after: string | null = '';
  while (after !== null) {
    const answer = await at.ask(
      'GET',
      `${path}${path.includes('?') ? '&' : '?'}limit=2${after && `&after=${after}`}`,
      browser,
    );
    expect(answer.status).toBe(200);
    const { rows, next } = (await answer.json()) as Listed;
    pages.push(rows.map(({ id }) => id));
    after = next;
  }
  return pages;
};

describe('a list of the desk', () => {
  it.each(['people', 'orders', 'payments', 'audit', 'tickets?of=all', 'reports?of=all', 'reports?of=open'])(
    'the pages of the list %s together show every row once, and all but the last are full',
    async (list) => {
      const { at, owner } = await signedIn();
      for (let time = 0; time < 3; time += 1) {
        await filled(at.postgres);
      }
      const pages = await pagesOf(at, owner, `/api/${list}`);
      const ids = pages.flat();
      expect(ids.length).toBeGreaterThan(2);
      expect(new Set(ids).size).toBe(ids.length);
      for (const page of pages.slice(0, -1)) expect(page).toHaveLength(2);
      const whole = await at.ask('GET', `/api/${list}${list.includes('?') ? '&' : '?'}limit=100`, owner);
      const { rows, next } = (await whole.json()) as Listed;
      expect([rows.map(({ id }) => id), next]).toEqual([ids, null]);
    },
  );

  it('the list of orders can show only those of a kind, of a person, the open ones, or those whose credits went back', async () => {
    const { at, owner } = await signedIn();
    const { anna } = await filled(at.postgres);
    const count = async (query: string) => (await pagesOf(at, owner, `/api/orders?${query}`)).flat().length;
    expect(await count('kind=generation')).toBe(2);
    expect(await count('of=open')).toBe(2);
    expect(await count('of=released')).toBe(2);
    expect(await count(`user=${anna.userId}`)).toBe(3);
    expect(await count(`user=${anna.userId}&of=open&kind=transcription`)).toBe(1);
  });

  it('an ended order whose row went with its person says so, and one that its worker never took in does not', async () => {
    const { at, owner } = await signedIn();
    const { anna, hostile, orders } = await filled(at.postgres);
    const { admin } = at.postgres;
    await admin.query('UPDATE billing.account SET forgotten_at = now() WHERE user_id = $1', [anna.userId]);
    for (const kind of ['generation', 'transcription', 'speech'] as const)
      await admin.query(`DELETE FROM ${ORDER_KIND[kind].table}`);

    const { rows } = (await (await at.ask('GET', '/api/orders', owner)).json()) as { rows: OrderRow[] };
    const one = (await (await at.ask('GET', `/api/orders/${orders[0]}`, owner)).json()) as OrderRow;

    const states = (userId: string) =>
      rows.filter((row) => row.userId === userId).map((row) => [row.status, row.state]);
    expect(states(anna.userId)).toEqual([
      ['released', 'erased'],
      ['open', null],
      ['captured', 'erased'],
    ]);
    expect(states(hostile.userId).map(([, state]) => state)).toEqual([null, null, null]);
    expect(one).toMatchObject({ state: 'erased' });
  });

  it.each([
    'people?limit=100000',
    'people?limit=0',
    'people?offset=5',
    "people?after=' OR 1=1",
    'orders?of=open;drop',
    'orders?kind=generation%27--',
    'orders?user=1',
    'orders?limit=1&limit=2',
    'payments?user=..%2F..',
    'today?days=9999',
    'people/not-an-id',
    'orders/%27%20OR%20true',
  ])('a list of the desk refuses the request %s, which the desk’s own pages never send', async (path) => {
    const { at, owner } = await signedIn();
    expect((await at.ask('GET', `/api/${path}`, owner)).status).toBe(400);
  });

  it.each(["' OR true --", '%', '\\', '😀'.repeat(20), '999999999999999', '@_'])(
    'the list of people finds nobody by the name %s',
    async (words) => {
      const { at, owner } = await signedIn();
      await filled(at.postgres);
      const answer = await at.ask('GET', `/api/people?q=${encodeURIComponent(words)}`, owner);
      expect(await answer.json()).toEqual({ rows: [], next: null });
    },
  );

  it('a list of the desk begins at its first page when a request names a place that the desk never gave out', async () => {
    const { at, owner } = await signedIn();
    await filled(at.postgres);
    const forged = Buffer.from('["not an id"]').toString('base64url');
    const { rows } = (await (await at.ask('GET', `/api/people?after=${forged}`, owner)).json()) as Listed;
    expect(rows).toHaveLength(2);
  });
});

describe('an act of the desk', () => {
  it('an act of the desk that an operator sends several times, even at the same moment, is one message', async () => {
    const { at, owner } = await signedIn();
    const { anna } = await filled(at.postgres);
    const body = { actId: newId<string>(), reason: 'charged twice', credits: 5 };
    const path = `/api/people/${anna.userId}/credits`;
    const answers = await Promise.all([1, 2, 3].map(() => at.ask('POST', path, owner, body)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(await at.postgres.outboxOf('console')).toHaveLength(1);
  });

  it.each([
    ['no reason', { actId: newId<string>(), credits: 5 }],
    ['a reason of spaces', { actId: newId<string>(), credits: 5, reason: '     ' }],
    ['no key', { credits: 5, reason: 'charged twice' }],
    ['nothing to give', { actId: newId<string>(), credits: 0, reason: 'charged twice' }],
    ['too much', { actId: newId<string>(), credits: 1e9, reason: 'charged twice' }],
    [
      'another operator’s name',
      { actId: newId<string>(), credits: 5, reason: 'charged twice', operator: 'telegram:1' },
    ],
  ])('an act of the desk with %s is refused, and no message is sent', async (_, body) => {
    const { at, owner } = await signedIn();
    const { anna } = await filled(at.postgres);
    expect((await at.ask('POST', `/api/people/${anna.userId}/credits`, owner, body)).status).toBe(400);
    expect(await at.postgres.outboxOf('console')).toEqual([]);
  });

  it('an act on an order is sent to the app that works on the order while the order is open, and is refused after its end', async () => {
    const { at } = await signedIn();
    const support = await at.as(SUPPORT);
    const { orders } = await filled(at.postgres);
    const [done, open] = orders;
    const act = () => ({ actId: newId<string>(), reason: 'the person asked' });
    expect((await at.ask('POST', `/api/orders/${done}/cancel`, support, act())).status).toBe(409);
    expect((await at.ask('POST', `/api/orders/${open}/cancel`, support, act())).status).toBe(202);
    expect(await at.postgres.outboxOf('console')).toMatchObject([
      {
        receiver: 'transcriber',
        job: 'operate-order',
        payload: {
          orderId: open,
          action: 'cancel',
          by: { operator: `telegram:${SUPPORT}`, reason: 'the person asked' },
        },
      },
    ]);
  });
});
