import { Body, Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { Database } from '@aisha/database';
import { daysBefore, RetentionReader, type KeptFor } from '@aisha/database/bot';
import { LEAST_RETENTION_DAYS, MOST_RETENTION_DAYS, RETENTION_NOTICE_DAYS } from '@aisha/domain';
import { RULED_KINDS, type RuledKind } from '@aisha/kinds/tables';
import { Clock } from '@aisha/platform';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { ActRoute } from '../acts/act.route';
import { ActSender, WithAct, type UnderWay } from '../acts/act.sender';
import { Access, AtDesk, type Operator } from '../door/access';
import { checked } from '../door/checked';

class TermFields {
  @ApiPropertyOptional({
    minimum: LEAST_RETENTION_DAYS,
    maximum: MOST_RETENTION_DAYS,
    description: 'For how many days; without it until the person deletes it.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(LEAST_RETENTION_DAYS)
  @Max(MOST_RETENTION_DAYS)
  days?: number;
}

class TermQuery extends TermFields {
  @ApiProperty({ enum: RULED_KINDS })
  @IsIn(RULED_KINDS)
  kept!: RuledKind;
}

class TermBody extends WithAct(TermFields) {}

/** What a new term would do. It counts no files, because the gateway finds them only when it announces that they will be deleted. */
interface TermPreview {
  readonly before: number | null;
  readonly days: number | null;
  /**
   * Files older than this time are announced for deletion at once, and so are avatars whose last picture is older. Null when nobody is told.
   */
  readonly toldBefore: Date | null;
  /** The earliest time at which something is deleted; null when nothing is. */
  readonly firstGoesAt: Date | null;
}

/** The terms, and the limits of a term. */
interface Terms {
  readonly terms: readonly KeptFor[];
  readonly least: number;
  readonly most: number;
  readonly noticeDays: number;
}

/** How long the product keeps results, and avatars that nobody draws (decision 222). */
@ApiTags('retention')
@Controller('api/retention')
export class RetentionController {
  private readonly retention: RetentionReader;

  constructor(
    database: Database,
    private readonly clock: Clock,
    private readonly acts: ActSender,
  ) {
    this.retention = new RetentionReader(database);
  }

  @ApiOperation({
    summary: 'How long files of each kind, and unused avatars, are kept, and how many people were told.',
  })
  @Access('read')
  @Get()
  async list(): Promise<Terms> {
    return {
      terms: await this.retention.keptFor(),
      least: LEAST_RETENTION_DAYS,
      most: MOST_RETENTION_DAYS,
      noticeDays: RETENTION_NOTICE_DAYS,
    };
  }

  @ApiOperation({ summary: 'Who would be told of another term, and when the first could go.' })
  @Access('read')
  @Get('preview')
  async preview(@Query(checked) { kept, days }: TermQuery): Promise<TermPreview> {
    const now = this.clock.now();
    const before = (await this.retention.newest()).find((one) => one.kept === kept)?.days ?? null;
    if (days === undefined) return { before, days: null, toldBefore: null, firstGoesAt: null };
    return {
      before,
      days,
      toldBefore: daysBefore(now, days - RETENTION_NOTICE_DAYS),
      firstGoesAt: daysBefore(now, -RETENTION_NOTICE_DAYS),
    };
  }

  @ActRoute('set-retention', ':kept', 'Sets how long files of a kind, or avatars that nobody draws, are kept.')
  set(
    @Param('kept') named: string,
    @Body(checked) { days, ...body }: TermBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    const kept = RULED_KINDS.find((one) => one === named);
    if (!kept) throw new NotFoundException({ code: 'no-such-kind' });
    const term = { kept, ...(days !== undefined && { days }) };
    return this.acts.act(botGatewayInbox, 'set-retention', term, body, operator);
  }
}
