import { IsString, Length } from 'class-validator';
import { ByOperator } from '../by-operator';

/** "An operator stops the next payments of this subscription." The paid days stay; the gateway asks Telegram. Added 2026-11-25. */
export class CancelSubscription extends ByOperator {
  /** Telegram's id of the subscription's first payment. */
  @IsString() @Length(1, 255) firstChargeId!: string;
}
