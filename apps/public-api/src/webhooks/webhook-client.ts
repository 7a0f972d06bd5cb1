import * as dns from 'node:dns';
import * as http from 'node:http';
import * as https from 'node:https';
import type { LookupFunction } from 'node:net';
import { Injectable, Optional } from '@nestjs/common';
import { hasPublicHost, publicLookup } from '@aisha/platform';
import { PublicApiConfig } from '../config';
import { WEBHOOK_ANSWERS_MS } from '../http/terms';

/**
 * The status of an endpoint’s answer; `unreachable` when none came, and `not-allowed` when no message may be sent to the address, or to what
 * its name stands for.
 */
type EndpointAnswer = number | 'unreachable' | 'not-allowed';

/** A name stands for a private address. */
class NotPublic extends Error {}

/**
 * Sends messages to addresses that strangers have given. It connects only to public addresses, which it checks when the socket connects, and
 * to the hosts that an operator has listed (WEBHOOK_PRIVATE_HOSTS). It follows no redirect (decision 92), and reads only the status of an
 * answer.
 */
@Injectable()
export class WebhookClient {
  private readonly privateHosts: readonly string[];

  constructor(
    { WEBHOOK_PRIVATE_HOSTS }: PublicApiConfig,
    @Optional() private readonly lookup?: typeof dns.lookup,
    @Optional() private readonly withinMs = WEBHOOK_ANSWERS_MS,
  ) {
    this.privateHosts = WEBHOOK_PRIVATE_HOSTS;
  }

  /**
   * Whether messages may be sent to an address. It must have neither credentials nor a fragment. It must also have https and the default
   * port, and not be literally a private address, unless its host is in WEBHOOK_PRIVATE_HOSTS.
   */
  isAllowed(address: string): boolean {
    if (!URL.canParse(address)) return false;
    const url = new URL(address);
    const { protocol, username, password, hash } = url;
    if (username !== '' || password !== '' || hash !== '') return false;
    if (this.isOwn(url)) return protocol === 'https:' || protocol === 'http:';
    return protocol === 'https:' && hasPublicHost(url);
  }

  async send(
    address: string,
    body: string,
    headers: Readonly<Record<string, string>>,
    stopped?: AbortSignal,
  ): Promise<EndpointAnswer> {
    if (!this.isAllowed(address)) return 'not-allowed';
    const url = new URL(address);
    const lookup = this.isOwn(url) ? (this.lookup ?? dns.lookup) : publicLookup(() => new NotPublic(), this.lookup);
    const { request } = url.protocol === 'https:' ? https : http;
    const late = AbortSignal.timeout(this.withinMs);
    const signal = stopped ? AbortSignal.any([late, stopped]) : late;
    return new Promise((resolve) => {
      // The request has no agent, so Node closes the connection, and no message of another person can use it.
      const asked = request(url, {
        ...{ method: 'POST', agent: false, signal, lookup: lookup as LookupFunction },
        headers: {
          ...headers,
          'user-agent': 'Aisha',
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      });
      asked.once('response', (answer) => {
        answer.on('error', () => undefined);
        answer.destroy();
        resolve(answer.statusCode ?? 'unreachable');
      });
      asked.once('error', (error) => resolve(error instanceof NotPublic ? 'not-allowed' : 'unreachable'));
      // Node reports neither an answer nor an error when an endpoint changes the protocol (status 101), but only that the connection is over.
      asked.once('close', () => resolve('unreachable'));
      asked.end(body);
    });
  }

  private isOwn({ host, hostname }: URL): boolean {
    return this.privateHosts.includes(host) || this.privateHosts.includes(`${hostname}:*`);
  }
}
