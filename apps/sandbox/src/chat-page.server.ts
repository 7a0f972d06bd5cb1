import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Health } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { SandboxConfig } from './config';
import { isPortTaken, tell } from './told-by-sandbox';

/** 1 s: nobody waits for it, and the other program may end at any time. */
const TRY_AGAIN_AFTER_MS = 1_000;

/**
 * The page's own listener. The storage and the other fakes are in this process, too, and paid orders hang on them: they answer whether or not the page
 * has its port.
 */
@Injectable()
export class ChatPageServer {
  private isOpen = false;

  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly config: SandboxConfig,
    health: Health,
  ) {
    health.dependsOn(
      'page',
      async () => {
        if (!this.isOpen) throw new Error('the page has no port');
      },
      { required: true },
    );
  }

  /** Settles when people can open the page; tells the launcher where, and when another program has its port. */
  async open(): Promise<void> {
    const { SANDBOX_PAGE_PORT: wanted, SANDBOX_PAGE_MOVES: mayMove, LISTEN_HOST: host } = this.config;
    const { routing } = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    const server = createServer(routing);
    for (let port = wanted, isTold = false; ;) {
      try {
        await once(server.listen(port, host), 'listening');
        break;
      } catch (error) {
        if (!isPortTaken(error)) throw error;
        if (mayMove) port = 0;
        else if (!isTold) await tell({ takenPagePort: port });
        isTold = true;
        if (!mayMove) await delay(TRY_AGAIN_AFTER_MS);
      }
    }
    this.isOpen = true;
    await tell({ pagePort: (server.address() as AddressInfo).port });
  }
}
