import { Controller, Get, Param, ParseIntPipe, ParseUUIDPipe } from '@nestjs/common';
import { PersonsMoney } from './money';
import { Orders } from './orders';
import { ProductRows } from './product-rows';
import { ProviderRequests } from './provider-requests';
import { Queues } from './queues';

/** Shows the page the inside of the product, with queries that change nothing. */
@Controller('inside')
export class InsideController {
  constructor(
    private readonly rows: ProductRows,
    private readonly queues: Queues,
    private readonly orders: Orders,
    private readonly money: PersonsMoney,
    private readonly requests: ProviderRequests,
  ) {}

  /** Everything that the panel beside a person’s chat shows. */
  @Get('people/:id')
  async of(@Param('id', ParseIntPipe) telegramId: number): Promise<object> {
    if (!this.rows.isThere) return { isThere: false };
    const [queues, open, requests, userId] = await Promise.all([
      this.queues.depths(),
      this.orders.open(),
      this.requests.newest(),
      this.money.userIdOf(telegramId),
    ]);
    if (userId === undefined) return { isThere: true, ...queues, open, requests, person: null };
    const [ended, money, picture] = await Promise.all([
      this.orders.newestOf(userId),
      this.money.of(userId),
      this.money.newestPicture(userId),
    ]);
    const prompts = picture && (await this.requests.promptsOf(picture.orderId));
    return {
      ...{ isThere: true, ...queues, open, requests },
      person: { ended, ...money, picture: picture ? { ...picture, prompts } : null },
    };
  }

  @Get('orders/:id')
  async story(@Param('id', ParseUUIDPipe) orderId: string): Promise<object> {
    return { steps: await this.orders.story(orderId) };
  }
}
