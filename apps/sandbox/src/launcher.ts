import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { tell } from './told-by-sandbox';

/** Where the product keeps its rows and its queues; without Redis the queues are rows, too. */
export interface ProductIsAt {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  /** The first part of the keys in Redis. */
  readonly installation: string;
  /** Whether the rows are the sandbox's own to make older. */
  readonly mayTimePass: boolean;
}

/** The messages of the launcher to the sandbox, through the pipe between them (tools/start/launch.mts). */
interface ToldByLauncher {
  readonly productIsAt?: ProductIsAt;
  /** The answer to `passHours`, once the apps are ready again. */
  readonly isPassed?: boolean;
}

/** What the launcher has said. */
@Injectable()
export class Launcher implements OnModuleInit, OnApplicationShutdown {
  product: ProductIsAt | undefined;

  private answered: ((isPassed: boolean) => void) | undefined;

  private readonly hear = ({ productIsAt, isPassed }: ToldByLauncher): void => {
    if (productIsAt) this.product = productIsAt;
    if (isPassed !== undefined) this.answered?.(isPassed);
  };

  /** Makes everything in the product's rows older by so many hours; false when the launcher did not. */
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
