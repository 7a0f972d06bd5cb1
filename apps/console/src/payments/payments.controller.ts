import { Body, Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { billingInbox } from '@aisha/contracts/billing';
import type { OpenCardReturn } from '@aisha/database/billing';
import type { UserId } from '@aisha/domain';
import { IsBoolean, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { ActRoute } from '../acts/act.route';
import { ActBody, ActSender, type UnderWay } from '../acts/act.sender';
import { Access, AtDesk, type Operator } from '../door/access';
import { checked } from '../door/checked';
import { PageQuery, type Page } from '../lists/page';
import { PaymentsReader, type PaymentPage, type PaymentRow, type Reconciliation } from './payments.reader';

/** The longest id of a payment that the contracts accept. */
const PAYMENT_AT_MOST = 255;

class PaymentsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Of this person.' })
  @IsOptional()
  @IsUUID()
  user?: UserId;

  @ApiPropertyOptional({ description: 'The one payment of this number, also when it bought nothing.' })
  @IsOptional()
  @IsString()
  @Length(1, PAYMENT_AT_MOST)
  number?: string;
}

class RefundBody extends ActBody {
  @ApiPropertyOptional({
    description:
      'Set when the operator has read that credits are spent: others are taken, and the rest becomes a debt.',
  })
  @IsOptional()
  @IsBoolean()
  evenIfSpent?: boolean;
}

class CardReturnBody extends ActBody {
  @ApiProperty({
    description: 'Whether the money is on its way to the card; else the credits are with the person again.',
  })
  @IsBoolean()
  isReturned!: boolean;
}

/** The payments of people, and their returns. */
@ApiTags('payments')
@Controller('api')
export class PaymentsController {
  constructor(
    private readonly payments: PaymentsReader,
    private readonly acts: ActSender,
  ) {}

  @ApiOperation({ summary: 'Purchases, the newest first, and whether their money went back.' })
  @Access('read')
  @Get('payments')
  async list(@Query(checked) { user, number, ...page }: PaymentsQuery): Promise<Page<PaymentRow>> {
    if (number === undefined) return this.payments.list(page, user);
    const payment = await this.payments.one(number.trim());
    return { rows: payment ? [payment] : [], next: null };
  }

  @ApiOperation({ summary: 'One payment by Telegram’s id, and what giving it back would take.' })
  @Access('read')
  @Get('payments/:id')
  async one(@Param('id') id: string): Promise<PaymentPage> {
    const payment = await this.payments.one(id);
    if (!payment) throw new NotFoundException({ code: 'no-such-payment' });
    return payment;
  }

  @ActRoute('refund-purchase', 'payments/:id/refund', 'Gives the money of a payment back, and takes its credits.')
  async refund(
    @Param('id') id: string,
    @Body(checked) { evenIfSpent = false, ...body }: RefundBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    await this.one(id);
    const refund = { telegramPaymentChargeId: id, evenIfSpent };
    return this.acts.act(billingInbox, 'refund-by-operator', refund, body, operator);
  }

  @ActRoute(
    'refund-purchase',
    'payments/:id/card-return',
    'Ends the return of a payment by card: the money was given back at the card provider, or is not.',
  )
  async endCardReturn(
    @Param('id') id: string,
    @Body(checked) { isReturned, ...body }: CardReturnBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    await this.one(id);
    const ended = { telegramPaymentChargeId: id, isReturned };
    return this.acts.act(billingInbox, 'settle-card-return', ended, body, operator);
  }

  @ApiOperation({ summary: 'Payments by card that wait until an operator gives their money back at the provider.' })
  @Access('read')
  @Get('card-returns')
  cardReturns(): Promise<readonly OpenCardReturn[]> {
    return this.payments.cardReturns();
  }

  @ApiOperation({ summary: 'What stands between Telegram’s list of Stars and our ledger.' })
  @Access('read')
  @Get('reconciliation')
  reconciliation(): Promise<Reconciliation> {
    return this.payments.reconciliation();
  }
}
