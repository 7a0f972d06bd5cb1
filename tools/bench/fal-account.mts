import fastify from 'fastify';
import type { JobView } from '@aisha/fakes/fal';
import { now } from './clock.mts';
import type { Product } from './product.mts';

const FINISHED_WITHIN_MS = 60_000;

/** FAL's stand-in of the running product as somebody would use it who needs no product: ask, and be called when it is done. */
export class FalAccount {
  private readonly server = fastify({ forceCloseConnections: true }); // the stand-in keeps its connections open
  private readonly finished = new Map<string, () => void>();
  private readonly early = new Set<string>();
  private readonly product: Product;
  private callbackUrl = '';

  private constructor(product: Product) {
    this.product = product;
  }

  static async open(product: Product): Promise<FalAccount> {
    const account = new FalAccount(product);
    account.server.post<{ Body: { request_id: string } }>('/', ({ body }) => account.hears(body.request_id));
    account.callbackUrl = await account.server.listen({ port: 0, host: '127.0.0.1' });
    return account;
  }

  /** Pictures the product has asked for, oldest first. */
  async pictures(): Promise<JobView[]> {
    const response = await fetch(`${this.product.falUrl}/jobs?webhook=${encodeURIComponent('kind=generation')}`);
    return (await response.json()) as JobView[];
  }

  /** The same request as an earlier one, sent by hand. */
  async asksAgain({ endpoint, input }: JobView): Promise<{ submitMs: number; done: Promise<void> }> {
    const startedAt = now();
    const url = `${this.product.falUrl}/queue/${endpoint}?fal_webhook=${encodeURIComponent(this.callbackUrl)}`;
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Key ${this.product.setting('FAL_API_KEY')}`, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    const answer = (await response.json()) as { request_id?: string };
    if (!response.ok || answer.request_id === undefined) throw new Error(`FAL's stand-in answered ${response.status}`);
    return { submitMs: now() - startedAt, done: this.isDone(answer.request_id) };
  }

  async close(): Promise<void> {
    await this.server.close();
  }

  private isDone(requestId: string): Promise<void> {
    if (this.early.delete(requestId)) return Promise.resolve();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = setTimeout(() => reject(new Error('FAL did not call back')), FINISHED_WITHIN_MS);
    this.finished.set(requestId, () => {
      clearTimeout(timer);
      resolve();
    });
    return promise;
  }

  private hears(requestId: string): object {
    const isDone = this.finished.get(requestId);
    if (isDone) isDone();
    else this.early.add(requestId);
    this.finished.delete(requestId);
    return {};
  }
}

/** When FAL took a request: its ids begin with the time in milliseconds (RFC 9562 §5.7). */
export const submittedAt = ({ requestId }: JobView): number =>
  Number.parseInt(requestId.replaceAll('-', '').slice(0, 12), 16);
