import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { BacklogReader, Database, type OpenJobs, type OpenOrders } from '@aisha/database';
import { RECEIVER_SCHEMAS } from '@aisha/messaging';
import { Access } from '../door/access';

interface QueueSetting {
  readonly schema: string;
  readonly queue: string;
  readonly isPaused: boolean;
  readonly concurrency: number | null;
  /** When an operator last changed the queue; null when none has. */
  readonly changedAt: Date | null;
}

/** What waits for each app. */
@ApiTags('queues')
@Controller('api/queues')
export class QueuesController {
  constructor(
    private readonly database: Database,
    private readonly backlog: BacklogReader,
  ) {}

  @ApiOperation({
    summary: 'Open orders by kind, other open work by app, and the queues with what operators have set for them.',
  })
  @Access('read')
  @Get()
  async queues(): Promise<{
    readonly orders: readonly OpenOrders[];
    readonly jobs: readonly OpenJobs[];
    readonly settings: readonly QueueSetting[];
  }> {
    // Lists each app’s inbox, the queues of its waiting long jobs, and the queues that operators have changed.
    const settings = await this.database.read.query<QueueSetting[]>(
      Object.entries(RECEIVER_SCHEMAS)
        .map(
          ([receiver, schema]) =>
            `SELECT '${schema}' AS schema, queue, coalesce(is_paused, false) AS "isPaused", concurrency, changed_at AS "changedAt"
               FROM (SELECT '${receiver}' AS queue UNION SELECT queue FROM ${schema}.queue_setting UNION SELECT job FROM ${schema}.long_job) AS queues
               LEFT JOIN ${schema}.queue_setting USING (queue)`,
        )
        .join(' UNION ALL ') + ' ORDER BY schema, queue',
    );
    return { orders: await this.backlog.orders(), jobs: await this.backlog.jobs(), settings };
  }
}
