import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { tell } from './told-by-sandbox';

/** Where the product’s rows and queues are. Without Redis the queues are rows, too. */
export interface ProductIsAt {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  /** The prefix of the product’s keys in Redis. */
  readonly installation: string;
  /** Whether the rows belong to the sandbox, so that it may make them older. */
  readonly mayTimePass: boolean;
}

/** The messages that the launcher sends to the sandbox, through the pipe between them (tools/start/launch.mts). */
interface ToldByLauncher {
  readonly productIsAt?: ProductIsAt;
  /** The answer to `passHours`, once the apps are ready again. */
  readonly isPassed?: boolean;
}

/** Knows what the launcher has told the sandbox. */
@Injectable()
export class Launcher implements OnModuleInit, OnApplicationShutdown {
  product: ProductIsAt | undefined;

  private answered: ((isPassed: boolean) => void) | undefined;

  private readonly hear = ({ productIsAt, isPassed }: ToldByLauncher): void => {
    if (productIsAt) this.product = productIsAt;
    if (isPassed !== undefined) this.answered?.(isPassed);
  };

  /** Asks the launcher to make everything in the product’s rows older by some hours. Resolves to false when the launcher has not done it. */
  async passTime(hours: number): Promise<boolean> {
    if (!this.product?.mayTimePass || this.answered) return false;
    const passed = new Promise<boolean>((resolve) => (this.answered = resolve));
    await tell({ passHours: hours });
    try {
      return await passed;
    } finally {
      this.answered = undefined;
    }
  }

  onModuleInit(): void {
    process.on('message', this.hear);
  }

  onApplicationShutdown(): void {
    process.off('message', this.hear);
  }
}
