import { Controller, Get, Header, HttpCode, Injectable, ServiceUnavailableException } from '@nestjs/common';
import { register } from 'prom-client';

/** Whether one thing an app depends on answers; throws when it does not. */
export type HealthCheck = () => Promise<void>;

interface Dependency {
  readonly name: string;
  readonly check: HealthCheck;
  /** Without it the app cannot do its work: /health/ready says so. */
  readonly required: boolean;
}

export interface DependencyHealth {
  readonly name: string;
  readonly ok: boolean;
  readonly latencyMs: number;
  readonly note?: string;
}

/** 3 s: a probe that waits longer is itself late (Kubernetes' default probe time-out is 1 s; ours are set to 5). */
const CHECK_TIMEOUT_MS = 3_000;

/** The dependencies of an app. The modules that connect to one add it. */
@Injectable()
export class Health {
  private readonly dependencies: Dependency[] = [];
  private stopping = false;

  dependsOn(name: string, check: HealthCheck, required = true): void {
    this.dependencies.push({ name, check, required });
  }

  /** Not ready from now on: this process gets no new work while it finishes the old. */
  markStopping(): void {
    this.stopping = true;
  }

  async isReady(): Promise<boolean> {
    if (this.stopping) return false;
    const answers = await this.ask(this.dependencies.filter((dependency) => dependency.required));
    return answers.every((answer) => answer.ok);
  }

  all(): Promise<DependencyHealth[]> {
    return this.ask(this.dependencies);
  }

  private ask(dependencies: Dependency[]): Promise<DependencyHealth[]> {
    return Promise.all(
      dependencies.map(async ({ name, check }) => {
        const started = performance.now();
        const ok = await Promise.race([
          Promise.resolve()
            .then(check)
            .then(
              () => true,
              () => false,
            ),
          new Promise<false>((resolve) => setTimeout(resolve, CHECK_TIMEOUT_MS, false).unref()),
        ]);
        return { name, ok, latencyMs: Math.round(performance.now() - started) };
      }),
    );
  }
}

@Controller()
export class HealthController {
  constructor(private readonly health: Health) {}

  @Get('health/live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('health/ready')
  @HttpCode(200)
  async ready(): Promise<{ status: 'ready' }> {
    if (!(await this.health.isReady())) throw new ServiceUnavailableException({ status: 'not ready' });
    return { status: 'ready' };
  }

  @Get('health/dependencies')
  dependencies(): Promise<DependencyHealth[]> {
    return this.health.all();
  }

  @Get('metrics')
  @Header('content-type', register.contentType)
  metrics(): Promise<string> {
    return register.metrics();
  }
}
