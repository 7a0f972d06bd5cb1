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
import { encoded, spoken } from '@aisha/fakes/spoken-words';
import { afterThisTest, eventually } from '@aisha/testing';
import { apiKeysTexts } from '@aisha/words';
import { saying } from '@aisha/testing/words';
import { PATIENT } from './src/patience';
import { Product, REPOSITORY } from './src/product';
import { programsOf } from './src/programs';
import { tenSelfies } from './src/walks';

const t = apiKeysTexts.ru;

let aisha: Product;
const { ask, ends, sendsFile, withKey } = programsOf(() => aisha);
beforeAll(async () => {
  // The stories send far more requests than a program does.
  aisha = await Product.start({ WELCOME_CREDITS: '100', PUBLIC_API_REQUESTS_A_MINUTE: '5000' });
}, 600_000);
afterAll(async () => aisha?.stop(), 60_000);

/** Runs the client's example program; `on` is called with each line that it prints. */
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

/** Starts a server for webhooks. Resolves to its address and the messages that it has got. */
const listens = async () => {
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
  return { told, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
};

describe('a program with a person’s key', () => {
  it('the client’s example draws a picture, learns of it by a signed webhook and is charged once, though the API is killed meanwhile', async () => {
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
  }, 600_000);

  it('a request that is repeated makes no second order; the Standard Webhooks library verifies its webhook, and a revoked key opens nothing', async () => {
    const { person, key } = await withKey('Вера');
    const { told, address } = await listens();
    const { secret } = (await ask(key, 'POST', '/v1/webhooks', { url: address })).body as { secret: string };
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
  }, 600_000);

  it('a program’s photos are restored and animated and its recording is transcribed, though the API is killed; each order is charged once, and the chat shows none', async () => {
    const { person, key } = await withKey('Зоя');
    const small = await sharp((await tenSelfies())[0]!)
      .resize(300)
      .jpeg()
      .toBuffer();
    const sound = await encoded(spoken('утро море берег город'));
    const { told, address } = await listens();
    await ask(key, 'POST', '/v1/webhooks', { url: address });
    const [photo, moving, recording] = await Promise.all([
      sendsFile(key, 'restoration', { content: small, type: 'image/jpeg' }, 'photo'),
      sendsFile(key, 'animation', { content: small, type: 'image/jpeg' }, 'moving'),
      sendsFile(key, 'transcription', { content: sound, type: 'audio/ogg' }, 'recording'),
    ]);
    expect([photo.state, photo.photo.faces, moving.state, recording.state]).toEqual(['ready', 1, 'ready', 'ready']);
    await eventually(() => told.length === 3, PATIENT);
    expect(told.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual(Array(3).fill('file.ready'));
    const { body: before } = await ask(key, 'GET', '/v1/balance');

    const orders = await Promise.all([
      ask(key, 'POST', '/v1/orders', { kind: 'restoration', fileId: photo.id, maxCredits: 20 }, 'restore'),
      ask(key, 'POST', '/v1/orders', { kind: 'animation', fileId: moving.id, maxCredits: 20 }, 'animate'),
      ask(key, 'POST', '/v1/orders', { kind: 'transcription', fileId: recording.id, maxCredits: 20 }, 'write'),
    ]);
    await aisha.kills('public-api');

    const ended = await Promise.all(orders.map(({ body }) => ends(key, body.id)));
    expect(ended.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'restoration succeeded',
      'animation succeeded',
      'transcription succeeded',
    ]);
    const [restored, video, written] = await Promise.all(
      ended.map(async ({ id }) => (await ask(key, 'GET', `/v1/orders/${id}/results`)).body),
    );
    const file = await fetch(aisha.publicApiUrl + restored.files[0].path, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect((await sharp(Buffer.from(await file.arrayBuffer())).metadata()).width).toBe(1_200);
    expect(video.files.map(({ contentType }: { contentType: string }) => contentType)).toEqual(['video/mp4']);
    expect(written.transcript.text.toLowerCase()).toContain('море');
    expect(written.transcript.srt).toMatch(/^1\n00:00:\d\d,\d{3} --> /);
    expect(written.files.map(({ contentType }: { contentType: string }) => contentType)).toEqual([
      'text/plain; charset=utf-8',
    ]);
    const { body: after } = await ask(key, 'GET', '/v1/balance');
    const charged = ended.reduce((sum, { chargedCredits }) => sum + chargedCredits, 0);
    expect([after.available, after.held]).toEqual([before.available - charged, 0]);
    expect(await aisha.saidTo(person)).not.toMatch(/море берег/);
  }, 600_000);

  it('a file that only claims to be a photo or a recording is refused by the app that checks it, and no order takes it', async () => {
    const { key } = await withKey('Ева');
    // A picture of 60,000 × 60,000 pixels in a few kilobytes, which nothing decodes.
    const bomb = Buffer.concat([
      Buffer.from('89504e470d0a1a0a0000000d494844520000ea600000ea600802000000', 'hex'),
      Buffer.alloc(4),
      Buffer.from('0000000049454e44ae426082', 'hex'),
    ]);
    const zip = Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(50_000)]);
    const files = await Promise.all([
      sendsFile(key, 'restoration', { content: bomb, type: 'image/png' }),
      sendsFile(key, 'restoration', { content: await encoded(spoken('утро море')), type: 'image/jpeg' }),
      sendsFile(key, 'transcription', { content: zip, type: 'audio/mpeg' }),
    ]);

    expect(files.map(({ state, error }) => `${state} ${error?.code}`)).toEqual([
      expect.stringMatching(/^refused (too-large|damaged|not-a-picture)$/),
      'refused not-a-picture',
      'refused not-a-recording',
    ]);
    const order = await ask(key, 'POST', '/v1/orders', { kind: 'restoration', fileId: files[0]!.id, maxCredits: 20 });
    expect(order.body.code).toBe('file-refused');
    await eventually(
      async () => (await aisha.sql(`SELECT FROM billing.credit_hold WHERE status = 'open'`)).length === 0,
      PATIENT,
    );
  }, 600_000);
});
