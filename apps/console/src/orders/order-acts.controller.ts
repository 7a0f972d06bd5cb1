import {
  Body,
  ConflictException,
  Controller,
  HttpCode,
  NotFoundException,
  Param,
  ParseUUIDPipe,
  Post,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { message, operateOrder, type OperatorAction } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import type { OrderId } from '@aisha/domain';
import { ActBody, ActSender, byOperator, type UnderWay } from '../acts/act.sender';
import { Access, AtDesk, type Operator } from '../door/access';
import { checked } from '../door/checked';
import { OrdersReader } from './orders.reader';

/** The longest line that a log keeps of an operator and their reason (operate-order.ts). */
const LINE_AT_MOST = 300;

/** What an operator does about an order that has not ended. */
@ApiTags('orders')
@Controller('api/orders/:id')
export class OrderActsController {
  constructor(
    private readonly orders: OrdersReader,
    private readonly acts: ActSender,
  ) {}

  @ApiOperation({ summary: 'Ends an order: what is made of it is delivered and charged, the other credits go back.' })
  @Access('cancel-order')
  @Post('cancel')
  @HttpCode(202)
  cancel(
    @Param('id', ParseUUIDPipe) orderId: OrderId,
    @Body(checked) body: ActBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    return this.operate(orderId, 'cancel', body, operator);
  }

  @ApiOperation({ summary: 'Takes an order up now: out of its deferral, or asked for at its provider.' })
  @Access('retry-order')
  @Post('retry')
  @HttpCode(202)
  retry(
    @Param('id', ParseUUIDPipe) orderId: OrderId,
    @Body(checked) body: ActBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    return this.operate(orderId, 'retry', body, operator);
  }

  private async operate(orderId: OrderId, action: OperatorAction, body: ActBody, at: Operator): Promise<UnderWay> {
    const order = await this.orders.one(orderId);
    if (!order) throw new NotFoundException({ code: 'no-such-order' });
    if (order.status !== 'open') throw new ConflictException({ code: 'order-has-ended' });
    const by = byOperator(body, at);
    const { kind, userId, units } = order;
    const operator = `${by.operator}: ${by.reason}`.slice(0, LINE_AT_MOST);
    if (order.state !== null)
      return this.acts.send(body.actId, at, operateOrder({ orderId, userId, kind, action, operator, by }));
    // No worker has it: the message that begins it is on its way, or was lost. Billing alone can give its credits back.
    if (action === 'retry') throw new ConflictException({ code: 'order-is-not-there-yet' });
    const settlement = {
      orderId,
      userId,
      kind,
      delivered: 0,
      of: units,
      reason: 'hold-forgotten',
      operator,
      by,
    } as const;
    return this.acts.send(body.actId, at, message(billingInbox, 'settle-hold', settlement));
  }
}
