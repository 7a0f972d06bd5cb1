import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startFal } from '../fal';
import { startOpenAi } from '../openai';
import { startTelegram } from '../telegram';

const FAULT = JSON.stringify({ on: 'submit', kind: '500' });

/** Sends the request as a browser does for a page; `fetch` would choose the Host itself. */
const press = (url: string, headers: Record<string, string>, body = FAULT): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } });
    asked.on('error', reject).on('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.end(body);
  });

describe.each([
  ['FAL', async () => startFal({ key: 'id:secret' }), '/faults'],
  ['OpenAI', async () => startOpenAi({ key: 'sk-sandbox' }), '/faults'],
  ['Telegram', async () => startTelegram({ token: '7000001:token' }), '/person/people'],
])('the buttons of the fake %s', (_, start, path) => {
  let fake: { url: string; close(): Promise<void> };
  let url: string;
  beforeEach(async () => {
    fake = await start();
    url = new URL(path, fake.url).href;
  });
  afterEach(() => fake.close());

  it.each([
    ['a form of another page', { origin: 'https://evil.example' }],
    ['a page without a name', { origin: 'null' }],
    ['another server of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a name that was made to point here', { origin: 'http://evil.example', host: 'evil.example' }],
    ['that name, without an origin', { host: 'evil.example' }],
  ])('the buttons of a fake cannot be pressed by %s', async (_who, headers) => {
    expect(await press(url, headers)).toBe(403);
  });

  it('the buttons of a fake can be pressed by their own page and by programs', async () => {
    for (const headers of [{}, { origin: new URL(url).origin }]) expect(await press(url, headers)).not.toBe(403);
  });
});
