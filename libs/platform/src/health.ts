import { Controller, Get, Header, HttpCode, ServiceUnavailableException } from '@nestjs/common';
import { AppError } from '@aisha/domain';
import { Gauge, register } from 'prom-client';

/** Whether one dependency of an app answers; throws when it does not. May resolve to a note for an operator. */
type HealthCheck = () => Promise<string | void>;

interface Dependency {
  readonly name: string;
  readonly check: HealthCheck;
  readonly required: boolean;
}

export interface DependencyHealth {
  readonly name: string;
  readonly ok: boolean;
  /**
   * Without a required dependency the app is not ready. Without any other dependency it is degraded, and work waits in outboxes and queues.
   */
  readonly required: boolean;
  readonly latencyMs: number;
  /** A warning of coming trouble, or the code of present trouble. */
  readonly note?: string;
}

const dependencyUp = new Gauge({
  name: 'aisha_dependency_up',
  help: '1 while a thing the app depends on answers, else 0; only what `required` names makes the app not ready',
  labelNames: ['dependency', 'required'] as const,
});

/** How long a check may take. Our probes in Kubernetes wait for 5 s (the default is 1 s), so an answer comes before they give up. */
const CHECK_TIMEOUT_MS = 3_000;

/** The dependencies of an app. Each module that connects to a dependency adds it. */
export class Health {
  private readonly dependencies: Dependency[] = [];
  private stopping = false;

  /** `takesInputThrough`: the dependencies without which the app cannot accept what is sent to it. */
  constructor(private readonly takesInputThrough: readonly string[] = []) {}

  dependsOn(name: string, check: HealthCheck, { required = this.takesInputThrough.includes(name) } = {}): void {
    this.dependencies.push({ name, check, required });
  }

  /** Makes this process not ready from now on: it gets no new work while it finishes the old. */
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
      dependencies.map(async ({ name, check, required }) => {
        const started = performance.now();
        const answer = await Promise.race([
          Promise.resolve()
            .then(check)
            .then((note) => ({ ok: true, ...(note && { note }) }), refused),
          new Promise<{ ok: false }>((resolve) => setTimeout(resolve, CHECK_TIMEOUT_MS, { ok: false }).unref()),
        ]);
        dependencyUp.set({ dependency: name, required: String(required) }, answer.ok ? 1 : 0);
        return { name, required, latencyMs: Math.round(performance.now() - started), ...answer };
      }),
    );
  }
}

/** Gives only the code of an error: the message of a foreign error may hold a secret. */
const refused = (error: unknown): { ok: false; note?: string } => ({
  ok: false,
  ...(error instanceof AppError && { note: error.code }),
});

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
