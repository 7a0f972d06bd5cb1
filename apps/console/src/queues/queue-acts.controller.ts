import { Body, Controller, NotFoundException, Param } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { Database, SCHEMAS, type Schema } from '@aisha/database';
import { AT_ONCE_AT_MOST, MESSAGING_TIMEOUTS, OperatedQueues, type QueueChange } from '@aisha/messaging';
import { IsInt, Max, Min } from 'class-validator';
import { ActRoute } from '../acts/act.route';
import { ActBody, byOperator, type UnderWay } from '../acts/act.sender';
import { AtDesk, type Operator } from '../door/access';
import { checked } from '../door/checked';

/** How many seconds at most pass until every process of an app works as its queues are set. */
const OBEYED_WITHIN = MESSAGING_TIMEOUTS.measureEveryMs / 1_000;

class ConcurrencyBody extends ActBody {
  @ApiProperty({ description: 'How many jobs each process runs at once; 0: as many as the code says.' })
  @IsInt()
  @Min(0)
  @Max(AT_ONCE_AT_MOST)
  concurrency!: number;
}

/**
 * Lets operators pause queues and limit how many jobs run at once. This act is the only one that is no message, because a paused queue
 * would not take it (decision 218).
 */
@ApiTags('queues')
@Controller('api/queues/:schema/:queue')
export class QueueActsController {
  private readonly queues: OperatedQueues;

  constructor(database: Database) {
    this.queues = new OperatedQueues(database);
  }

  @ActRoute('set-queue', 'pause', `What runs ends, nothing more is taken; within ${OBEYED_WITHIN} seconds.`)
  pause(
    @Param('schema') schema: string,
    @Param('queue') queue: string,
    @Body(checked) body: ActBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    return this.set(schema, queue, { isPaused: true }, body, operator);
  }

  @ActRoute('set-queue', 'resume', `The queue goes on within ${OBEYED_WITHIN} seconds.`)
  resume(
    @Param('schema') schema: string,
    @Param('queue') queue: string,
    @Body(checked) body: ActBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    return this.set(schema, queue, { isPaused: false }, body, operator);
  }

  @ActRoute('set-queue', 'concurrency', 'How many jobs each process of the app runs at once.')
  concurrency(
    @Param('schema') schema: string,
    @Param('queue') queue: string,
    @Body(checked) { concurrency, ...body }: ConcurrencyBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    return this.set(schema, queue, { concurrency: concurrency || null }, body, operator);
  }

  private async set(
    schema: string,
    queue: string,
    change: QueueChange,
    body: ActBody,
    operator: Operator,
  ): Promise<UnderWay> {
    if (!(SCHEMAS as readonly string[]).includes(schema) || !/^[a-z-]{1,60}$/.test(queue))
      throw new NotFoundException({ code: 'no-such-queue' });
    await this.queues.set(byOperator(body, operator), { schema: schema as Schema, queue }, change);
    return { actId: body.actId, state: 'under-way' };
  }
}
