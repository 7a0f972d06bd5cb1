import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import sharp from 'sharp';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { scratchDirectory } from '@aisha/embedded';
import type { Person } from '@aisha/fakes/telegram';
import { afterThisTest, eventually } from '@aisha/testing';
import { apiKeysTexts, consentTexts, groupVoicesTexts } from '@aisha/words';
import { saying } from '@aisha/testing/words';
import { PATIENT } from './src/patience';
import { Product, REPOSITORY } from './src/product';
import { walksIn } from './src/walks';

const { starts, agrees } = walksIn('ru');
const t = apiKeysTexts.ru;

let aisha: Product;
beforeAll(async () => {
  aisha = await Product.start({ WELCOME_CREDITS: '100' });
}, 600_000);
afterAll(async () => aisha?.stop(), 60_000);

/** A person who has agreed and made a key of all scopes in the chat. */
const withKey = async (name: string): Promise<{ person: Person; key: string }> => {
  const person = await aisha.join(name);
  await starts(person);
  const after = await person.sends('/privacy');
  await person.presses(groupVoicesTexts.ru.agree, { ...PATIENT, after });
  await agrees(person, after);
  await person.sees(saying(consentTexts.ru.sendAgain), { ...PATIENT, after });
  await person.sends('/api');
  await person.presses(t.newKey, PATIENT);
  await person.sees(saying(t.askName), PATIENT);
  await person.sends('История');
  await person.presses(saying(t.scope, { scope: 'webhooks' }), PATIENT);
  await person.presses(t.make, PATIENT);
  const shown = await person.sees(/aisha_live_\w+/, PATIENT);
  const [key] = /aisha_live_\w+/.exec(shown.text ?? '')!;
  await eventually(async () => (await ask(key, 'GET', '/v1/balance')).status === 200, PATIENT);
  return { person, key };
};

const ask = async (key: string, method: string, way: string, body?: object, name: string = crypto.randomUUID()) => {
  const answer = await fetch(aisha.publicApiUrl + way, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body && { 'content-type': 'application/json', 'idempotency-key': name }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const said = await answer.text();
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON of any route
  return { status: answer.status, body: (said === '' ? {} : JSON.parse(said)) as any };
};

/** Runs the example of the client; `on` is called with each line that it says. */
const runsExample = async (
  key: string,
  on: (line: string) => void,
): Promise<{ code: number; lines: string[]; file: string }> => {
  const file = path.join(scratchDirectory('aisha-example-'), 'picture.jpg');
  const example = spawn(process.execPath, ['clients/typescript/example.ts', 'маяк в тумане'], {
    cwd: REPOSITORY,
    env: { PATH: process.env['PATH'], AISHA_KEY: key, AISHA_URL: aisha.publicApiUrl, OUTPUT: file },
  });
  const lines: string[] = [];
  for (const stream of [example.stdout, example.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      on(line);
    });
  const code = await new Promise<number>((resolve) => example.once('exit', (ended) => resolve(ended ?? 1)));
  return { code, lines, file };
};

describe('a program with a person’s key', () => {
  it('the example draws a picture and is told by a signed webhook, though the API is killed meanwhile; it is charged once', async () => {
    const { person, key } = await withKey('Анна');
    const before = (await ask(key, 'GET', '/v1/balance')).body.available as number;
    let killed: Promise<void> | undefined;

    const { code, lines, file } = await runsExample(key, (line) => {
      if (line.startsWith('Ordered')) killed ??= aisha.kills('public-api');
    });
    await killed;

    expect([code, lines]).toEqual([
      0,
      [
        expect.stringMatching(/^It costs \d+(\.\d+)? credits; you have 100\.$/),
        expect.stringMatching(/^Ordered: /),
        expect.stringMatching(/^A signed webhook says: order\.succeeded, \d+(\.\d+)? credits\.$/),
        expect.stringMatching(/^Saved: /),
      ],
    ]);
    expect((await sharp(await readFile(file)).metadata()).width).toBeGreaterThan(100);
    const [, cost] = /costs (\d+(?:\.\d+)?)/.exec(lines[0]!)!;
    const { available, held } = (await ask(key, 'GET', '/v1/balance')).body as { available: number; held: number };
    expect([available, held]).toEqual([before - Number(cost), 0]);
    // Nothing of the order came into the chat, and the history has its receipt.
    expect(await aisha.saidTo(person)).not.toContain('маяк');
    await person.sends('/history');
    await person.sees(/маяк/, PATIENT);
  }, 300_000);

  it('the same request twice is one order, its webhook is one that the library of Standard Webhooks verifies, and a revoked key opens nothing', async () => {
    const { person, key } = await withKey('Вера');
    const told: { headers: Record<string, string>; body: string }[] = [];
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        told.push({ headers: request.headers as Record<string, string>, body });
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    afterThisTest(async () => {
      server.closeAllConnections();
      server.close();
    });
    const hook = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
    const { secret } = (await ask(key, 'POST', '/v1/webhooks', hook)).body as { secret: string };
    const order = { kind: 'speech', text: 'Добрый вечер. Магазин закрывается.', maxCredits: 10 };

    const [one, other] = await Promise.all([
      ask(key, 'POST', '/v1/orders', order, 'greeting'),
      ask(key, 'POST', '/v1/orders', order, 'greeting'),
    ]);
    await aisha.kills('public-api');
    const later = await ask(key, 'POST', '/v1/orders', order, 'greeting');

    expect(one.status).toBe(202);
    expect([other.body.id, later.body.id]).toEqual([one.body.id, one.body.id]);
    await eventually(() => told.length > 0, PATIENT);
    const event = new Webhook(secret).verify(told[0]!.body, told[0]!.headers) as {
      type: string;
      data: { orderId: string };
    };
    expect([event.type, event.data.orderId]).toEqual(['order.succeeded', one.body.id]);
    const { files } = (await ask(key, 'GET', `/v1/orders/${one.body.id}/results`)).body as {
      files: { contentType: string }[];
    };
    expect(files.map(({ contentType }) => contentType)).toEqual(['audio/mpeg']);
    const holds = await aisha.sql('SELECT FROM billing.credit_hold WHERE order_id = $1', [one.body.id]);
    expect(holds).toHaveLength(1);

    await person.sends('/api');
    await person.presses(saying(t.revoke, { name: 'История', ending: key.slice(-4) }), PATIENT);
    await eventually(async () => (await ask(key, 'GET', '/v1/balance')).status === 401, PATIENT);
    expect((await ask(key, 'POST', '/v1/orders', order, 'greeting')).status).toBe(401);
  }, 300_000);
});
