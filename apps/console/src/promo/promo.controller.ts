import { Clock, newCode } from '@aisha/platform';
import { Body, Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { billingInbox } from '@aisha/contracts/billing';
import { promoCodeIn } from '@aisha/domain';
import { bonusRefusal } from '@aisha/providers/catalogue';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsNumber, IsOptional, Matches, Max, Min } from 'class-validator';
import { ActRoute } from '../acts/act.route';
import { ActBody, ActSender, WithAct, type UnderWay } from '../acts/act.sender';
import { Access, AtDesk, type Operator } from '../door/access';
import { checked } from '../door/checked';
import { COSTS_UNKNOWN, FINE, refusedFor, type Previewed } from '../selling/preview';
import { GIVEN_CREDITS_AT_MOST, hundredths } from '../selling/selling-fields';
import { DeskSellingReader } from '../selling/selling.reader';
import { PromoReader, type ArrivalFigures, type PromoLine, type ReferralFigures } from './promo.reader';

/** The number of days over which invitations are added up. */
const DAYS = 30;
const LISTS = ['open', 'all'] as const;

class CodesQuery {
  @ApiPropertyOptional({ enum: LISTS, description: 'Those that hold or will; or all that ever were.' })
  @IsIn(LISTS)
  of: (typeof LISTS)[number] = 'open';
}

/** The fields of a new promo code, which has either credits or a percent. */
class PromoFields {
  @ApiPropertyOptional({ description: 'Without it one is made that nobody guesses.' })
  @IsOptional()
  @Matches(/^[A-Za-z0-9-]{4,24}$/)
  code?: string;

  @ApiPropertyOptional({ description: 'What it brings at once.' })
  @IsOptional()
  @Type(() => Number)
  @IsNumber({ maxDecimalPlaces: 2 })
  @Min(1)
  @Max(GIVEN_CREDITS_AT_MOST)
  credits?: number;

  @ApiPropertyOptional({ description: 'How many credits more the next purchase brings, in percent.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  percent?: number;

  @ApiPropertyOptional({ type: Number, description: 'How often each person can use it.' })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000)
  perPerson = 1;

  @ApiPropertyOptional({ description: 'How often it can be used in all; any number of times without it.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10_000_000)
  inAll?: number;

  @ApiPropertyOptional()
  @IsOptional()
  @IsISO8601()
  from?: string;

  @ApiPropertyOptional({ description: 'Without it the code does not end by itself.' })
  @IsOptional()
  @IsISO8601()
  until?: string;
}

class PromoBody extends WithAct(PromoFields) {}

interface Promo {
  readonly codes: readonly PromoLine[];
  readonly referrals: ReferralFigures;
  readonly arrivals: readonly ArrivalFigures[];
  readonly days: number;
}

/** Promo codes, what invitations of friends brought, and by which links people came. */
@ApiTags('promo')
@Controller('api/promo')
export class PromoController {
  constructor(
    private readonly promo: PromoReader,
    private readonly selling: DeskSellingReader,
    private readonly acts: ActSender,
    private readonly clock: Clock,
  ) {}

  @ApiOperation({
    summary: `Promo codes with their uses, the invitations of the last ${DAYS} days, and by which links people came.`,
  })
  @Access('read')
  @Get()
  async list(@Query(checked) { of }: CodesQuery): Promise<Promo> {
    const now = this.clock.now();
    return {
      codes: await this.promo.codes(now, of === 'all'),
      referrals: await this.promo.referrals(now, DAYS),
      arrivals: await this.promo.arrivals(now, DAYS),
      days: DAYS,
    };
  }

  @ApiOperation({
    summary: 'Whether a code would be made, or why it is refused: a percent lowers what a credit brings.',
  })
  @Access('read')
  @Get('preview')
  async preview(@Query(checked) { credits, percent, from, until }: PromoFields): Promise<Previewed> {
    const now = this.clock.now();
    if ((credits === undefined) === (percent === undefined)) return { ...FINE, refused: 'credits-or-percent' };
    const [validFrom, validUntil] = [
      from === undefined ? now : new Date(from),
      until === undefined ? null : new Date(until),
    ];
    if (validUntil && (validUntil <= validFrom || validUntil <= now)) return { ...FINE, refused: 'ends-before' };
    if (percent === undefined) return FINE;
    const told = await this.selling.told();
    if (!told) return COSTS_UNKNOWN;
    const sold = await this.selling.sold(now);
    const bonus = { percent, validFrom, validUntil };
    const why = bonusRefusal(sold, told, bonus, now);
    if (why === null) return FINE;
    return refusedFor(why, sold, { ...sold, bonuses: [...sold.bonuses, bonus] }, told, now);
  }

  @ActRoute(
    'make-promo',
    '',
    'Makes a promo code: credits at once, or some percent more credits with the next purchase.',
  )
  make(@Body(checked) { actId, reason, ...fields }: PromoBody, @AtDesk() operator: Operator): Promise<UnderWay> {
    const { code, credits, percent, perPerson, inAll, from, until } = fields;
    const made = {
      code: code === undefined ? newCode() : codeIn(code),
      perPerson,
      from: from ?? this.clock.now().toISOString(),
      ...(credits !== undefined && { credits: hundredths(credits) }),
      ...(percent !== undefined && { percent }),
      ...(inAll !== undefined && { inAll }),
      ...(until !== undefined && { until }),
    };
    return this.acts.act(billingInbox, 'make-promo', made, { actId, reason }, operator);
  }

  @ActRoute('end-promo', ':code/end', 'Ends a promo code now. A percent that somebody was promised stays promised.')
  end(@Param('code') code: string, @Body(checked) body: ActBody, @AtDesk() operator: Operator): Promise<UnderWay> {
    return this.acts.act(billingInbox, 'end-promo', { code: codeIn(code) }, body, operator);
  }
}

function codeIn(text: string): string {
  const code = promoCodeIn(text);
  if (code === undefined) throw new NotFoundException({ code: 'no-such-code' });
  return code;
}
