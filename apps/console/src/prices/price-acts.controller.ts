import { Body, Controller, Param, ParseEnumPipe } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { PRICED_ITEMS, type PricedItem } from '@aisha/kinds';
import { Clock } from '@aisha/platform';
import { IsISO8601, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { ActRoute } from '../acts/act.route';
import { ActBody, ActSender, byOperator, type UnderWay } from '../acts/act.sender';
import { AtDesk, type Operator } from '../door/access';
import { checked } from '../door/checked';

/** No unit of anything costs more: a mistyped price is refused. */
const CREDITS_AT_MOST = 10_000;
const ITEMS = Object.fromEntries(PRICED_ITEMS.map((item) => [item, item]));

class PriceBody extends ActBody {
  @ApiProperty({ description: 'Credits a unit.' })
  @IsNumber({ maxDecimalPlaces: 2 })
  @Min(0)
  @Max(CREDITS_AT_MOST)
  price!: number;

  @ApiPropertyOptional({ description: 'From when it holds; now without it.' })
  @IsOptional()
  @IsISO8601()
  from?: string;
}

/** What an operator changes of prices. Billing judges it by what a unit costs, and refuses what is below its floor. */
@ApiTags('prices')
@Controller('api/prices')
export class PriceActsController {
  constructor(
    private readonly acts: ActSender,
    private readonly clock: Clock,
  ) {}

  @ActRoute(
    'set-price',
    ':item',
    'Sets the price of an item, from now or from a moment on. Quotes that were shown are honoured.',
  )
  setPrice(
    @Param('item', new ParseEnumPipe(ITEMS)) item: PricedItem,
    @Body(checked) { price, from, ...body }: PriceBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    const change = message(billingInbox, 'change-selling', {
      change: 'price',
      item,
      amount: String(Math.round(price * 100)),
      from: from ?? this.clock.now().toISOString(),
      ...byOperator(body, operator),
    });
    return this.acts.send(body.actId, operator, change);
  }
}
