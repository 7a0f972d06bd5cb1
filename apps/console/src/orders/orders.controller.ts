import { Controller, Get, NotFoundException, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import type { OrderId, UserId } from '@aisha/domain';
import { ORDER_KINDS, type OrderKind } from '@aisha/kinds';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { Access } from '../door/access';
import { checked } from '../door/checked';
import { PageQuery, type Page } from '../lists/page';
import { OrderStoryReader, type OrderEvent } from './order-story.reader';
import { ORDER_FILTERS, OrdersReader, type OrderRow } from './orders.reader';

class OrdersQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ORDER_FILTERS })
  @IsOptional()
  @IsIn(ORDER_FILTERS)
  of?: (typeof ORDER_FILTERS)[number];

  @ApiPropertyOptional({ enum: ORDER_KINDS })
  @IsOptional()
  @IsIn(ORDER_KINDS)
  kind?: OrderKind;

  @ApiPropertyOptional({ description: 'Of this person.' })
  @IsOptional()
  @IsUUID()
  user?: UserId;
}

/** All orders of all people. */
@ApiTags('orders')
@Controller('api/orders')
export class OrdersController {
  constructor(
    private readonly orders: OrdersReader,
    private readonly stories: OrderStoryReader,
  ) {}

  @ApiOperation({ summary: 'Orders, the newest first.' })
  @Access('read')
  @Get()
  list(@Query(checked) { of, kind, user, ...page }: OrdersQuery): Promise<Page<OrderRow>> {
    return this.orders.list(page, { ...(of && { of }), ...(kind && { kind }), ...(user && { user }) });
  }

  @ApiOperation({ summary: 'One order, and what happened to it, over the rows of all apps.' })
  @Access('read')
  @Get(':id')
  async one(@Param('id', ParseUUIDPipe) id: OrderId): Promise<OrderRow & { readonly events: readonly OrderEvent[] }> {
    const order = await this.orders.one(id);
    if (!order) throw new NotFoundException({ code: 'no-such-order' });
    return { ...order, events: await this.stories.of(id, order.kind) };
  }
}
