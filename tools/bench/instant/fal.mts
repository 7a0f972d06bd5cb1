import { createPublicKey, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { keyFromSeed, signWebhook } from '@aisha/fakes/fal';
import { now } from '../figures/clock.mts';

const SIDE_PX = 1_024;
const USER_ID = 'bench|user';
const JOB = /^\/queue\/.+\/requests\/([\w-]+)(\/status)?$/;

/** A request that FAL took. */
export interface Submission {
  readonly requestId: string;
  readonly at: number;
  readonly webhookUrl: string;
}

/** A model as FAL lists it while it serves the model. */
const asActive = (id: string): object => ({ endpoint_id: id, metadata: { status: 'active' } });

/** A FAL that needs no time unless `takesMs` is set: every picture is ready at once, and the webhook is called in the same moment. */
export class InstantFal {
  readonly submissions: Submission[] = [];
  /** How long a picture takes, in milliseconds; 0 unless a measure changes it. */
  takesMs = 0;
  private readonly key = keyFromSeed(Buffer.alloc(32, 7));
  private readonly server: Server;
  private readonly picture: Buffer;
  private waiting: ((submission: Submission) => void)[] = [];

  private constructor(picture: Buffer) {
    this.picture = picture;
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async open(): Promise<InstantFal> {
    const noise = { type: 'gaussian', mean: 128, sigma: 12 } as const;
    const picture = await sharp({ create: { width: SIDE_PX, height: SIDE_PX, channels: 3, background: '#888', noise } })
      .blur(4)
      .jpeg()
      .toBuffer();
    const fal = new InstantFal(picture);
    await new Promise<void>((listening) => fal.server.listen(0, '127.0.0.1', listening));
    return fal;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  /** Where this FAL publishes the keys that it signs with. */
  get keysUrl(): string {
    return `${this.url}/rest/.well-known/jwks.json`;
  }

  /** The environment that makes the product use this FAL. */
  get environment(): Record<string, string> {
    return {
      FAL_API_KEY: 'bench:bench',
      FAL_QUEUE_URL: `${this.url}/queue`,
      FAL_REST_URL: `${this.url}/rest`,
      FAL_PLATFORM_URL: `${this.url}/platform`,
      FAL_JWKS_URL: this.keysUrl,
      FAL_ALLOWED_HOSTS: this.host,
    };
  }

  /** Resolves to the next request that FAL takes from now on. */
  nextSubmission(): Promise<Submission> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** The webhook call as FAL makes it. */
  callback(requestId: string): { readonly body: string; readonly headers: Record<string, string> } {
    const body = JSON.stringify({
      request_id: requestId,
      gateway_request_id: randomUUID(),
      status: 'OK',
      error: null,
      payload: this.result,
    });
    const timestamp = Math.floor(Date.now() / 1_000);
    return {
      body,
      headers: {
        'content-type': 'application/json',
        'x-fal-webhook-request-id': requestId,
        'x-fal-webhook-user-id': USER_ID,
        'x-fal-webhook-timestamp': String(timestamp),
        'x-fal-webhook-signature': signWebhook(this.key, { requestId, userId: USER_ID, timestamp, body }),
      },
    };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private get result(): object {
    const url = `${this.url}/files/picture.jpg`;
    return {
      images: [{ url, width: SIDE_PX, height: SIDE_PX, content_type: 'image/jpeg' }],
      seed: 42,
      has_nsfw_concepts: [false],
    };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    await request.resume().toArray();
    const { pathname, searchParams } = new URL(request.url ?? '', this.url);
    const json = (value: object): void => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(value));
    };
    const [, requestId, isStatus] = JOB.exec(pathname) ?? [];
    if (requestId !== undefined) return json(isStatus ? { status: 'COMPLETED', request_id: requestId } : this.result);
    if (pathname.startsWith('/queue/')) return json(this.take(searchParams.get('fal_webhook') ?? ''));
    if (pathname === '/platform/models') return json({ models: searchParams.getAll('endpoint_id').map(asActive) });
    if (pathname.endsWith('jwks.json'))
      return json({ keys: [{ ...createPublicKey(this.key).export({ format: 'jwk' }), kid: 'bench' }] });
    response.setHeader('content-length', this.picture.length);
    response.setHeader('content-type', 'image/jpeg');
    response.end(request.method === 'HEAD' ? undefined : this.picture);
  }

  private take(webhookUrl: string): object {
    const submission = { requestId: randomUUID(), at: now(), webhookUrl };
    this.submissions.push(submission);
    for (const tell of this.waiting.splice(0)) tell(submission);
    if (webhookUrl) void this.call(submission);
    return { status: 'IN_QUEUE', request_id: submission.requestId, queue_position: 0 };
  }

  private async call({ requestId, webhookUrl }: Submission): Promise<void> {
    await pause(this.takesMs);
    const response = await fetch(webhookUrl, { method: 'POST', ...this.callback(requestId) });
    await response.arrayBuffer();
  }
}
