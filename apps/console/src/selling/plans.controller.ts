import { Clock } from '@aisha/platform';
import { Body, Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { billingInbox } from '@aisha/contracts/billing';
import { Database } from '@aisha/database';
import { PlanReader } from '@aisha/database/billing';
import { centiCredits, PLAN_SECONDS, PLAN_STARS_AT_MOST } from '@aisha/domain';
import { beginningOf, planRefusal } from '@aisha/providers/catalogue';
import { Type } from 'class-transformer';
import { IsInt, IsISO8601, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { ActRoute } from '../acts/act.route';
import { ActBody, ActSender, WithAct, type UnderWay } from '../acts/act.sender';
import { Access, AtDesk, type Operator } from '../door/access';
import { checked } from '../door/checked';
import { COSTS_UNKNOWN, FINE, refusedFor, type Previewed } from './preview';
import { CREDITS_AT_MOST, hundredths } from './selling-fields';
import { DeskSellingReader } from './selling.reader';

class PlanFields {
  @ApiProperty({ description: 'A plan is named like month-500; the id is never used again.' })
  @IsString()
  @Length(1, 24)
  id!: string;

  @ApiProperty({ description: 'What each payment brings.' })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(CREDITS_AT_MOST)
  credits!: number;

  @ApiProperty({ description: `What each ${PLAN_SECONDS / 86_400} days cost.` })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(PLAN_STARS_AT_MOST)
  stars!: number;

  @ApiPropertyOptional({ description: 'From when it can be begun; now without it.' })
  @IsOptional()
  @IsISO8601()
  from?: string;
}

class PlanBody extends WithAct(PlanFields) {}

class RetireBody extends ActBody {
  @ApiPropertyOptional({ description: 'From when nobody can begin it; now without it.' })
  @IsOptional()
  @IsISO8601()
  from?: string;
}

/** Sells monthly plans and retires them. A person who has a plan keeps it at its price. */
@ApiTags('plans')
@Controller('api/plans')
export class PlansController {
  constructor(
    private readonly database: Database,
    private readonly selling: DeskSellingReader,
    private readonly acts: ActSender,
    private readonly clock: Clock,
  ) {}

  @ApiOperation({
    summary: 'Whether a plan would be sold, or why it is refused: its credits are judged like those of a pack.',
  })
  @Access('read')
  @Get('preview')
  async preview(@Query(checked) { id, credits, stars, from }: PlanFields): Promise<Previewed> {
    const now = this.clock.now();
    const told = await this.selling.told();
    if (!told) return COSTS_UNKNOWN;
    const sold = await this.selling.sold(now);
    const plans = await new PlanReader(this.database).list();
    const plan = {
      id,
      credits: centiCredits(hundredths(credits)),
      stars,
      from: beginningOf(from ?? now.toISOString(), now),
    };
    const why = planRefusal(sold, plans, { change: 'add', ...plan }, told, now);
    if (why === null) return FINE;
    const after = { ...sold, plans: [...sold.plans, { ...plan, validFrom: plan.from }] };
    return refusedFor(why, sold, after, told, now);
  }

  @ActRoute('set-plan', '', 'Sells a monthly plan from a moment on. A plan is never changed, only retired.')
  add(@Body(checked) { id, credits, stars, from, ...body }: PlanBody, @AtDesk() operator: Operator): Promise<UnderWay> {
    const plan = { id, credits: hundredths(credits), stars, from: from ?? this.clock.now().toISOString() };
    return this.acts.act(billingInbox, 'change-plan', { change: 'add', ...plan }, body, operator);
  }

  @ActRoute('set-plan', ':id/retire', 'Sells a plan to nobody more; who has it keeps it.')
  retire(
    @Param('id') id: string,
    @Body(checked) { from, ...body }: RetireBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    const at = from ?? this.clock.now().toISOString();
    return this.acts.act(billingInbox, 'change-plan', { change: 'retire', id, from: at }, body, operator);
  }
}
