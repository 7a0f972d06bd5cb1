import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { BacklogReader, Database, SCHEMAS, type OpenJobs, type OpenOrders } from '@aisha/database';
import { Access } from '../door/access';

interface QueueSetting {
  readonly schema: string;
  readonly queue: string;
  readonly isPaused: boolean;
  readonly concurrency: number | null;
  readonly changedAt: Date;
}

/** What waits for each app. */
@ApiTags('queues')
@Controller('api/queues')
export class QueuesController {
  constructor(
    private readonly database: Database,
    private readonly backlog: BacklogReader,
  ) {}

  @ApiOperation({ summary: 'Open orders by kind, other open work by app, and what operators have set for queues.' })
  @Access('read')
  @Get()
  async queues(): Promise<{
    readonly orders: readonly OpenOrders[];
    readonly jobs: readonly OpenJobs[];
    readonly settings: readonly QueueSetting[];
  }> {
    const settings = await this.database.read.query<QueueSetting[]>(
      SCHEMAS.map(
        (schema) =>
          `SELECT '${schema}' AS schema, queue, is_paused AS "isPaused", concurrency, changed_at AS "changedAt" FROM ${schema}.queue_setting`,
      ).join(' UNION ALL '),
    );
    return { orders: await this.backlog.orders(), jobs: await this.backlog.jobs(), settings };
  }
}
