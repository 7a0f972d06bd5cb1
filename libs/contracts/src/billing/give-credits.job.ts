import { IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import type { UserId } from '@aisha/domain';
import { ByOperator } from '../by-operator';

/**
 * "An operator gives this person credits", or takes some: for an order that was charged wrongly, or as a kindness. It is done once per act
 * and once per key. In the chat and at the desk only an owner may change their own account, or give more than a limit a day. What the
 * person owes for refunded purchases is paid first; no more is taken than they have available. Added 2026-11-25.
 */
export class GiveCredits extends ByOperator {
  @IsUUID() userId!: UserId;

  /** Hundredths of a credit; below 0 they are taken. */
  @Matches(/^-?[1-9]\d{0,8}$/) centiCredits!: string;

  /** An order or a ticket for which credits are given once, whoever gives them. Absent: the act alone is the key. */
  @IsOptional() @IsString() @Length(1, 100) key?: string;
}
