import { HOUR_MS } from '@aisha/domain';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { FAKES, type FakeName, SandboxConfig } from '../config';
import { Fakes } from './fakes';
import { Launcher } from '../launcher/launcher';

/**
 * Lets time pass without a change of the clock: everything that has happened becomes older, in the product’s rows and at the fakes
 * (decision 241).
 */
@Injectable()
export class PlayedTime {
  private readonly file: string;

  constructor(
    config: SandboxConfig,
    private readonly fakes: Fakes,
    private readonly launcher: Launcher,
  ) {
    this.file = path.resolve(config.SANDBOX_STATE_DIR, 'time-passed.json');
  }

  get mayPass(): boolean {
    return this.launcher.product?.mayTimePass === true;
  }

  /** How many hours `pass` has let pass in all. */
  get passedHours(): number {
    if (!existsSync(this.file)) return 0;
    return (JSON.parse(readFileSync(this.file, 'utf8')) as { hours: number }).hours;
  }

  /** Lets hours pass. Resolves to true once the apps are ready again, and to false when no time has passed. */
  async pass(hours: number): Promise<boolean> {
    if (!(await this.launcher.passTime(hours))) return false;
    const ms = hours * HOUR_MS;
    await Promise.all(FAKES.map((name) => this.tell(name, ms)));
    writeFileSync(this.file, JSON.stringify({ hours: this.passedHours + hours }));
    return true;
  }

  private async tell(fake: FakeName, ms: number): Promise<void> {
    const url = new URL('/time-passes', this.fakes.urlOf(fake));
    const headers = { 'content-type': 'application/json' };
    const { ok, status } = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ ms }) });
    if (!ok) throw new Error(`no time passed at the fake for ${fake}: ${status}`);
  }
}
