import * as dns from 'node:dns';
import * as http from 'node:http';
import * as https from 'node:https';
import type { LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { Injectable, Optional } from '@nestjs/common';
import { fastEnough, hasPublicHost, type LeastSpeed, publicLookup } from '@aisha/platform';

/** The reason why a link brings no file. */
type LinkProblem = 'link-unreachable' | 'link-not-allowed' | 'link-too-large' | 'link-page';

/**
 * The error that a link brings no file. It does not contain the link: a link may be signed, and then every reader of the log could fetch
 * the file.
 */
export class LinkRefusal extends Error {
  constructor(readonly problem: LinkProblem) {
    super(problem);
  }
}

/** The rules for a fetch by a link: how large the file may be, how long the fetch may take, and which servers it may ask. */
export abstract class LinkRules {
  abstract readonly maxBytes: number;
  /** How many milliseconds the whole file may take. */
  abstract readonly timeoutMs: number;
  /**
   * The slowest speed that a source may have: at least `bytes` in every `inMs` milliseconds. The fetch from a slower source is given up,
   * because it would keep a place for which others wait.
   */
  readonly leastSpeed?: LeastSpeed;
  /** Whether http is allowed besides https. */
  abstract readonly allowsHttp: boolean;
  /** The operator's own servers, each as `host` or `host:port`. They may be in a private network, on any port and without TLS. */
  abstract readonly privateHosts: readonly string[];
}

/** How many redirects are followed: a short link leads to a share, and the share to its storage. */
const MAX_REDIRECTS = 5;
/** How many milliseconds a server may be silent, before its answer and within it. */
const SILENCE_MS = 20_000;
/**
 * The slowest speed is 64 kB/s over 30 s, measured as curl's --speed-time does. A slower link could not bring 40 minutes of MP3 at 128
 * kbit/s (38 MB) in the ten minutes that it has.
 */
const LEAST_SPEED = { bytes: 30 * 64_000, inMs: 30_000 };
/** How many bytes of a file's beginning are read to recognise a web page. */
const BEGINNING_BYTES = 512;

/**
 * Fetches files that people name by a link, from the public Internet and from the operator's own servers only. A host name is looked up once
 * for each request, and the addresses are checked where the socket connects, again at each redirect. So a name that would resolve to another
 * address at a second look-up does no harm (decision 92).
 */
@Injectable()
export class LinkedFiles {
  constructor(
    private readonly rules: LinkRules,
    @Optional() private readonly lookup?: typeof dns.lookup,
  ) {}

  /**
   * Opens the file as a stream. Throws a LinkRefusal when the link is not allowed or brings no file. The stream, too, fails with a
   * LinkRefusal when the file is too large, comes too slowly or breaks off.
   */
  async open(link: string, aborted: AbortSignal): Promise<Readable> {
    const signal = AbortSignal.any([aborted, AbortSignal.timeout(this.rules.timeoutMs)]);
    let url = this.allowed(link);
    const late = AbortSignal.timeout(this.leastSpeed.inMs);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      const answer = await this.ask(url, signal, late);
      const { location } = answer.headers;
      const status = answer.statusCode ?? 0;
      if (status === 200) return Readable.from(await this.fileIn(answer), { objectMode: false });
      answer.destroy();
      if (status < 300 || status > 399 || location === undefined) break;
      url = this.allowed(location, url);
    }
    throw new LinkRefusal('link-unreachable');
  }

  private get leastSpeed(): LeastSpeed {
    return this.rules.leastSpeed ?? LEAST_SPEED;
  }

  private allowed(link: string, from?: URL): URL {
    if (!URL.canParse(link, from?.href)) throw new LinkRefusal('link-not-allowed');
    const url = new URL(link, from);
    const { protocol, username, password } = url;
    const isHttp = protocol === 'http:' && (this.rules.allowsHttp || this.isOwn(url));
    const isSafe = (protocol === 'https:' || isHttp) && username === '' && password === '';
    if (!isSafe || !(this.isOwn(url) || hasPublicHost(url))) throw new LinkRefusal('link-not-allowed');
    return url;
  }

  private isOwn({ host }: URL): boolean {
    return this.rules.privateHosts.includes(host);
  }

  /** Requests the file. Gives up when the answer has not begun in time. */
  private async ask(url: URL, signal: AbortSignal, late: AbortSignal): Promise<http.IncomingMessage> {
    const lookup = this.isOwn(url)
      ? (this.lookup ?? dns.lookup)
      : publicLookup(() => new LinkRefusal('link-not-allowed'), this.lookup);
    const { request } = url.protocol === 'https:' ? https : http;
    try {
      return await new Promise((resolve, reject) => {
        // Without an agent, Node keeps no connection open that a later link could use.
        const options = { agent: false, signal, timeout: SILENCE_MS, lookup: lookup as LookupFunction } as const;
        const headers = { 'user-agent': 'Aisha', accept: '*/*', 'accept-encoding': 'identity' };
        const asked = request(url, { ...options, headers });
        const leave = (): void => void asked.destroy(new LinkRefusal('link-unreachable'));
        late.addEventListener('abort', leave, { once: true });
        asked.once('response', (answer) => {
          late.removeEventListener('abort', leave);
          resolve(answer);
        });
        asked.once('error', reject);
        // Node reports neither an answer nor an error when a server changes the protocol (status 101), but only that the connection is over.
        asked.once('close', () => reject(new LinkRefusal('link-unreachable')));
        asked.once('timeout', leave);
        if (late.aborted) leave();
        asked.end();
      });
    } catch (error) {
      throw asRefusal(error);
    }
  }

  /** Returns the file's content, once its beginning shows that it is no web page. */
  private async fileIn(answer: http.IncomingMessage): Promise<AsyncIterable<Buffer>> {
    const { maxBytes } = this.rules;
    try {
      if (Number(answer.headers['content-length'] ?? 0) > maxBytes) throw new LinkRefusal('link-too-large');
      const chunks = fastEnough(answer, this.leastSpeed, { refusal: () => new LinkRefusal('link-unreachable') });
      const beginning = await beginningOf(chunks);
      if (isPage(beginning)) throw new LinkRefusal('link-page');
      return limited(answer, beginning, chunks, maxBytes);
    } catch (error) {
      answer.destroy();
      throw asRefusal(error);
    }
  }
}

async function beginningOf(chunks: AsyncIterator<Buffer, undefined>): Promise<Buffer> {
  let beginning = Buffer.alloc(0);
  while (beginning.length < BEGINNING_BYTES) {
    const { done, value } = await chunks.next();
    if (done) break;
    beginning = Buffer.concat([beginning, value]);
  }
  return beginning;
}

async function* limited(
  answer: http.IncomingMessage,
  beginning: Buffer,
  chunks: AsyncIterator<Buffer, undefined>,
  maxBytes: number,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  try {
    for (let chunk: Buffer | undefined = beginning; chunk; chunk = (await chunks.next()).value) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new LinkRefusal('link-too-large');
      yield chunk;
    }
  } catch (error) {
    throw asRefusal(error);
  } finally {
    answer.destroy();
  }
}

/**
 * Whether the answer is a web page instead of the file, such as a page with a button or a page that asks the visitor to sign in. A comment
 * ends at its first `-->`: if it could also end at a later one, the time for a file of many comments would double with each of them.
 */
const isPage = (beginning: Buffer): boolean =>
  /^(\ufeff)?\s*(<\?xml[^>]*>\s*)?(<!--((?!-->)[^])*-->\s*)*<(!doctype\s+html|html|head|body)\b/i.test(
    beginning.subarray(0, BEGINNING_BYTES).toString('utf8'),
  );

/** Turns an error into a refusal without the error's own message, which may contain the address. */
const asRefusal = (error: unknown): LinkRefusal =>
  error instanceof LinkRefusal ? error : new LinkRefusal('link-unreachable');
