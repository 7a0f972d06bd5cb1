import { Clock } from '@aisha/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { afterChange, changeIn, previewOf, refusalOf } from '@aisha/providers/catalogue';
import { Access } from '../door/access';
import { checked } from '../door/checked';
import { COSTS_UNKNOWN, FINE, INCOMPLETE, refusedFor, type Previewed } from './preview';
import { PreviewQuery, wordsIn } from './selling-fields';
import { DeskSellingReader, type Selling } from './selling.reader';

/** What the product sells and gives, at which prices, and what a change of these would do. */
@ApiTags('selling')
@Controller('api/selling')
export class SellingController {
  constructor(
    private readonly reader: DeskSellingReader,
    private readonly clock: Clock,
  ) {}

  @ApiOperation({
    summary: 'Prices with floors and margins, packs, discounts, plans, free allowances, and planned changes.',
  })
  @Access('read')
  @Get()
  selling(): Promise<Selling> {
    return this.reader.all(this.clock.now());
  }

  @ApiOperation({
    summary:
      'What a change would do: what each pack then buys, and the margin of each item it moves; or why it is refused.',
  })
  @Access('read')
  @Get('preview')
  async preview(@Query(checked) { change: kind, ...fields }: PreviewQuery): Promise<Previewed> {
    const now = this.clock.now();
    const change = changeIn(wordsIn(kind, fields, now), now);
    if (!change) return INCOMPLETE;
    const told = await this.reader.told();
    if (!told) return COSTS_UNKNOWN;
    const sold = await this.reader.sold(now);
    const why = refusalOf(sold, change, told.costs, told.terms, now);
    if (why !== null) return refusedFor(why, sold, afterChange(sold, change), told, now);
    return { ...FINE, preview: previewOf(sold, change, told) };
  }
}
