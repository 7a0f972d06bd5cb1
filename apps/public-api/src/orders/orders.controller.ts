import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiExtraModels,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiResponse,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PageQuery } from '../account/pages';
import { Answers, IDEMPOTENCY_KEY } from '../answers/answers';
import { As } from '../http/input.pipes';
import { ByCaller, Needs, type Caller, type CallersRequest } from '../http/caller';
import { AsId } from '../http/input.pipes';
import { Problem } from '../http/problem';
import { OFFERED_KINDS, offerOf, type AnyOrderBody } from '../offers/offered-kinds';
import { AsOrder } from '../offers/order-body.pipe';
import type { OrderId } from '@aisha/domain';
import { OrderAnswer, OrderPage, QuoteAnswer } from './order-answer';
import { answerOf, OrderViews } from './order-views';
import { Orders } from './orders';

const BODIES = OFFERED_KINDS.map((kind) => offerOf(kind).body);
const orderBody = {
  schema: {
    oneOf: BODIES.map((body) => ({ $ref: getSchemaPath(body) })),
    discriminator: {
      propertyName: 'kind',
      mapping: Object.fromEntries(OFFERED_KINDS.map((kind) => [kind, getSchemaPath(offerOf(kind).body)])),
    },
  },
};

/** The orders by the API that belong to a key’s owner. */
@ApiTags('orders')
@ApiExtraModels(...BODIES)
@Controller('v1')
export class OrdersController {
  constructor(
    private readonly orders: Orders,
    private readonly views: OrderViews,
    private readonly answers: Answers,
  ) {}

  @Post('quotes')
  @HttpCode(200)
  @Needs('read')
  @ApiOperation({
    summary: 'What an order would cost',
    description: 'Takes the body of an order, and changes nothing.',
  })
  @ApiBody(orderBody)
  @ApiResponse({ status: 200, type: QuoteAnswer })
  quote(@ByCaller() caller: Caller, @Body(new AsOrder()) body: AnyOrderBody): Promise<QuoteAnswer> {
    return this.orders.quote(caller, body);
  }

  @Post('orders')
  @HttpCode(202)
  @Needs('order')
  @ApiOperation({
    summary: 'Place an order',
    description:
      'The price is held at once and charged for what is delivered. Look at the order, or have a webhook told of its end. Nothing of it is shown in the chat but in the history and in “My files”.',
  })
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiBody(orderBody)
  @ApiResponse({ status: 202, type: OrderAnswer })
  async place(
    @ByCaller() caller: Caller,
    @Req() request: CallersRequest,
    @Body(new AsOrder()) body: AnyOrderBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const answer = await this.answers.once(caller, request, () => this.orders.place(caller, body));
    void reply.status(answer.status);
    return answer.body;
  }

  @Get('orders')
  @Needs('read')
  @ApiOperation({ summary: 'Your orders, the newest first' })
  @ApiResponse({ status: 200, type: OrderPage })
  async list(
    @ByCaller() { userId }: Caller,
    @Query(new As(PageQuery)) { before, limit }: PageQuery,
  ): Promise<OrderPage> {
    const found = await this.views.page(userId, { limit: limit + 1, ...(before !== undefined && { before }) });
    const orders = found.slice(0, limit).map((order) => answerOf(order));
    return { orders, next: found.length > limit ? (orders.at(-1)?.id ?? null) : null };
  }

  @Get('orders/:id')
  @Needs('read')
  @ApiOperation({ summary: 'Where an order stands' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiResponse({ status: 200, type: OrderAnswer })
  async find(@ByCaller() { userId }: Caller, @Param('id', new AsId()) id: OrderId): Promise<OrderAnswer> {
    const order = await this.views.find(userId, id);
    if (!order) throw new Problem('not-found');
    return answerOf(order, await this.views.ahead(order));
  }

  @Post('orders/:id/cancel')
  @HttpCode(202)
  @Needs('order')
  @ApiOperation({
    summary: 'Stop an order',
    description:
      'What is finished is delivered and charged, the rest comes back. The state says later what became of it.',
  })
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiResponse({ status: 202, type: OrderAnswer })
  async cancel(
    @ByCaller() caller: Caller,
    @Req() request: CallersRequest,
    @Param('id', new AsId()) id: OrderId,
  ): Promise<object> {
    return (await this.answers.once(caller, request, () => this.orders.cancel(caller, id))).body;
  }
}
