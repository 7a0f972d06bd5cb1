import { Clock } from '@aisha/platform';
import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { billingInbox } from '@aisha/contracts/billing';
import type { SellingWords } from '@aisha/providers/catalogue';
import { ActRoute } from '../acts/act.route';
import { ActSender, type UnderWay } from '../acts/act.sender';
import { AtDesk, type Operator } from '../door/access';
import { checked } from '../door/checked';
import { SellingBody, wordsIn } from './selling-fields';

/**
 * An operator's changes of prices, packs, discounts and allowances. Billing compares each with the costs of a unit, and refuses a price below
 * the floor.
 */
@ApiTags('selling')
@Controller('api/selling')
export class SellingActsController {
  constructor(
    private readonly acts: ActSender,
    private readonly clock: Clock,
  ) {}

  @ActRoute(
    'set-price',
    'price',
    'Sets the price of an item from a moment on, or withdraws one to come. Quotes that were shown are honoured.',
  )
  price(@Body(checked) body: SellingBody, @AtDesk() operator: Operator): Promise<UnderWay> {
    return this.change('price', body, operator);
  }

  @ActRoute('set-pack', 'pack', 'Sells a pack from a moment on. A pack is never changed, only retired.')
  pack(@Body(checked) body: SellingBody, @AtDesk() operator: Operator): Promise<UnderWay> {
    return this.change('pack', body, operator);
  }

  @ActRoute('set-pack', 'pack-end', 'Retires a pack, or withdraws one before its first day. Its invoices stay valid.')
  endPack(@Body(checked) body: SellingBody, @AtDesk() operator: Operator): Promise<UnderWay> {
    return this.change('pack-end', body, operator);
  }

  @ActRoute('set-pack', 'card-price', 'Sells a pack by card for so much from a moment on, or no more by card.')
  cardPrice(@Body(checked) body: SellingBody, @AtDesk() operator: Operator): Promise<UnderWay> {
    return this.change('card-price', body, operator);
  }

  @ActRoute('set-pack', 'discount', 'Gives some percent off the price of packs for a time.')
  discount(@Body(checked) body: SellingBody, @AtDesk() operator: Operator): Promise<UnderWay> {
    return this.change('discount', body, operator);
  }

  @ActRoute('set-pack', 'discount-end', 'Ends a discount.')
  endDiscount(@Body(checked) body: SellingBody, @AtDesk() operator: Operator): Promise<UnderWay> {
    return this.change('discount-end', body, operator);
  }

  @ActRoute('set-allowance', 'allowance', 'Sets what people get for nothing, or a limit of it, from a moment on.')
  allowance(@Body(checked) body: SellingBody, @AtDesk() operator: Operator): Promise<UnderWay> {
    return this.change('allowance', body, operator);
  }

  private change(
    kind: SellingWords['change'],
    { actId, reason, ...fields }: SellingBody,
    by: Operator,
  ): Promise<UnderWay> {
    const words = wordsIn(kind, fields, this.clock.now());
    return this.acts.act(billingInbox, 'change-selling', words, { actId, reason }, by);
  }
}
