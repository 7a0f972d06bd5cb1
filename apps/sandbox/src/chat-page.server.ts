import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { SandboxConfig } from './config';
import { isPortTaken, tell } from './launcher/told-by-sandbox';

/**
 * How often the page tries to take its port, in milliseconds. A second is soon enough: no person waits for the port, and the program that
 * has it may end at any time.
 */
const TRY_AGAIN_AFTER_MS = 1_000;

/**
 * The server of the chat page. The storage and the other fakes run in this process, too, at ports of their own. Paid orders depend on them,
 * so they answer whether or not the page has its port.
 */
@Injectable()
export class ChatPageServer {
  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly config: SandboxConfig,
  ) {}

  /**
   * Tells the launcher where the page is. If another program has the port, the page takes any other port when it may move; otherwise it
   * tells the launcher that the port is taken, and opens when the other program ends.
   */
  async open(): Promise<void> {
    const { SANDBOX_PAGE_PORT: port, SANDBOX_PAGE_MOVES: mayMove } = this.config;
    try {
      await this.listen(port);
    } catch (error) {
      if (!isPortTaken(error)) throw error;
      if (mayMove) return this.listen(0);
      await tell({ takenPagePort: port });
      void this.openWhenFree(port);
    }
  }

  private async openWhenFree(port: number): Promise<void> {
    for (;;) {
      await delay(TRY_AGAIN_AFTER_MS);
      try {
        return await this.listen(port);
      } catch (error) {
        if (!isPortTaken(error)) throw error;
      }
    }
  }

  private async listen(port: number): Promise<void> {
    const { routing } = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    const server = createServer(routing);
    await once(server.listen(port, this.config.LISTEN_HOST), 'listening');
    await tell({ pagePort: (server.address() as AddressInfo).port });
  }
}
