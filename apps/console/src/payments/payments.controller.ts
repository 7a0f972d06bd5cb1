import { Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import type { UserId } from '@aisha/domain';
import { IsOptional, IsUUID } from 'class-validator';
import { Access } from '../door/access';
import { checked } from '../door/checked';
import { PageQuery, type Page } from '../lists/page';
import { PaymentsReader, type PaymentRow, type Reconciliation } from './payments.reader';

class PaymentsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Of this person.' })
  @IsOptional()
  @IsUUID()
  user?: UserId;
}

/** What people paid. */
@ApiTags('payments')
@Controller('api')
export class PaymentsController {
  constructor(private readonly payments: PaymentsReader) {}

  @ApiOperation({ summary: 'Purchases, the newest first, and whether their Stars went back.' })
  @Access('read')
  @Get('payments')
  list(@Query(checked) { user, ...page }: PaymentsQuery): Promise<Page<PaymentRow>> {
    return this.payments.list(page, user);
  }

  @ApiOperation({ summary: 'One purchase, by Telegram’s id.' })
  @Access('read')
  @Get('payments/:id')
  async one(@Param('id') id: string): Promise<PaymentRow> {
    const payment = await this.payments.one(id);
    if (!payment) throw new NotFoundException({ code: 'no-such-payment' });
    return payment;
  }

  @ApiOperation({ summary: 'What stands between Telegram’s list of Stars and our ledger.' })
  @Access('read')
  @Get('reconciliation')
  reconciliation(): Promise<Reconciliation> {
    return this.payments.reconciliation();
  }
}
