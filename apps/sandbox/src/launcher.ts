import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';

/** Where the product keeps its rows and its queues; without Redis the queues are rows, too. */
export interface ProductIsAt {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  /** The first part of the keys in Redis. */
  readonly installation: string;
}

/** The messages of the launcher to the sandbox, through the pipe between them (tools/start/launch.mts). */
interface ToldByLauncher {
  readonly productIsAt?: ProductIsAt;
}

/** What the launcher has said. */
@Injectable()
export class Launcher implements OnModuleInit, OnApplicationShutdown {
  product: ProductIsAt | undefined;

  private readonly hear = ({ productIsAt }: ToldByLauncher): void => {
    if (productIsAt) this.product = productIsAt;
  };

  onModuleInit(): void {
    process.on('message', this.hear);
  }

  onApplicationShutdown(): void {
    process.off('message', this.hear);
  }
}
