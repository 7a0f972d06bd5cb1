import { Body, ConflictException, Controller, NotFoundException, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { operateOrder, operatorInLog, type OperatorAction } from '@aisha/contracts';
import { settleUnbegun } from '@aisha/contracts/billing';
import type { OrderId } from '@aisha/domain';
import { ActRoute } from '../acts/act.route';
import { ActBody, ActSender, byOperator, type UnderWay } from '../acts/act.sender';
import { AtDesk, type Operator } from '../door/access';
import { checked } from '../door/checked';
import { OrdersReader } from './orders.reader';

/** Lets operators act on an order that has not ended. */
@ApiTags('orders')
@Controller('api/orders/:id')
export class OrderActsController {
  constructor(
    private readonly orders: OrdersReader,
    private readonly acts: ActSender,
  ) {}

  @ActRoute(
    'cancel-order',
    'cancel',
    'Ends an order: what is made of it is delivered and charged, the other credits go back.',
  )
  cancel(
    @Param('id', ParseUUIDPipe) orderId: OrderId,
    @Body(checked) body: ActBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    return this.operate(orderId, 'cancel', body, operator);
  }

  @ActRoute('retry-order', 'retry', 'Takes an order up now: out of its deferral, or asked for at its provider.')
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
    if (order.state !== null)
      return this.acts.send(
        body.actId,
        at,
        operateOrder({ orderId, userId, kind, action, operator: operatorInLog(by), by }),
      );
    // No worker has the order: the message that begins it is on its way, or was lost. So the order cannot be retried, and only billing can
    // release its credits.
    if (action === 'retry') throw new ConflictException({ code: 'order-is-not-there-yet' });
    return this.acts.send(body.actId, at, settleUnbegun({ orderId, userId, kind, units }, by));
  }
}
