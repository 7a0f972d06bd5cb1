import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@aisha/embedded';
import { ROOT, type Product } from '../product/product.mts';

/**
 * The pause between two kills. Only every third kill is of the launcher's gateway: the launcher gives up an app that dies five times in a
 * row within ten seconds of its start.
 */
const KILL_EVERY_MS = 4_000;
const LOOK_EVERY_MS = 50;

/**
 * The launcher's gateway and a second one, which serves the same bot at an address of its own. From `startDying` on, one of the two is
 * killed every few seconds.
 */
export class MortalGateways {
  deaths = 0;
  private readonly product: Product;
  private readonly ports: { readonly BOT_PORT: string; readonly HEALTH_PORT: string };
  private second: ChildProcess | undefined;
  private readonly ended = new AbortController();
  private dying: Promise<void> | undefined;

  private constructor(product: Product, ports: { BOT_PORT: string; HEALTH_PORT: string }) {
    this.product = product;
    this.ports = ports;
  }

  static async beside(product: Product): Promise<MortalGateways> {
    const ports = { BOT_PORT: String(await freePort()), HEALTH_PORT: String(await freePort()) };
    const gateways = new MortalGateways(product, ports);
    await gateways.startSecond();
    return gateways;
  }

  /** The addresses of both gateways, at which Telegram may bring updates. */
  get doors(): readonly string[] {
    const first = new URL(this.product.setting('TELEGRAM_WEBHOOK_URL'));
    const second = new URL(first);
    second.port = this.ports.BOT_PORT;
    return [first.href, second.href];
  }

  /** Kills gateways again and again from now on, until `stopDying`. */
  startDying(): void {
    this.dying = this.die();
  }

  /** Ends the kills. When this resolves, both gateways run again. */
  async stopDying(): Promise<void> {
    this.ended.abort();
    await this.dying;
  }

  async close(): Promise<void> {
    await this.stopDying();
    await this.killSecond();
  }

  private async die(): Promise<void> {
    for (let turn = 1; !this.ended.signal.aborted; turn += 1) {
      await pause(KILL_EVERY_MS, undefined, { signal: this.ended.signal }).catch(() => undefined);
      if (this.ended.signal.aborted) return;
      this.deaths += 1;
      if (turn % 3 === 0) {
        const first = this.product.running.apps.get('bot-gateway')?.pid;
        if (first !== undefined) process.kill(first, 'SIGKILL');
      } else {
        await this.killSecond();
        await this.startSecond();
      }
    }
  }

  private async startSecond(): Promise<void> {
    const { environment } = this.product.running.apps.get('bot-gateway')!; // only the app's own has its logins
    const env = { ...environment, ...this.ports } as NodeJS.ProcessEnv;
    const file = path.join(ROOT, 'apps', 'bot-gateway', 'dist', 'main.js');
    // the gateway ends itself when this process ends
    this.second = fork(file, { env, cwd: ROOT, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] });
    const { second } = this;
    const ready = `http://127.0.0.1:${this.ports.HEALTH_PORT}/health/ready`;
    while (!(await fetch(ready).catch(() => undefined))?.ok) {
      if (second.exitCode !== null) throw new Error(`the second gateway ended with ${second.exitCode}`);
      await pause(LOOK_EVERY_MS);
    }
  }

  private async killSecond(): Promise<void> {
    const { second } = this;
    this.second = undefined;
    if (!second || second.exitCode !== null || second.signalCode !== null) return;
    const exited = once(second, 'exit');
    second.kill('SIGKILL');
    await exited;
  }
}
