import { ApiProperty } from '@nestjs/swagger';
import type { ByOperator, Inbox, Jobs, Message, Payload } from '@aisha/contracts';
import { Database } from '@aisha/database';
import { operatorInTelegram, REASON_AT_MOST } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsString, IsUUID, Length } from 'class-validator';
import type { Operator } from '../door/access';
import { SentActStore } from './sent-act.store';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- TypeScript requires this of a mixin
type Constructor = new (...args: any[]) => object;

/**
 * Adds to a class the two fields of every act: its key, which the browser makes, and the reason. (`IntersectionType` of swagger loads a
 * class-validator of its own, so in an app’s bundle nothing would check the fields.)
 */
export function WithAct<Base extends Constructor>(base: Base) {
  class Acting extends base {
    @ApiProperty({ description: 'Made by the browser: the same act twice is done once.' })
    @IsUUID()
    actId!: string;

    @ApiProperty({ maxLength: REASON_AT_MOST, description: 'Why, for other operators.' })
    @Transform(({ value }) => (typeof value === 'string' ? value.trim() : value))
    @IsString()
    @Length(3, REASON_AT_MOST)
    reason!: string;
  }
  return Acting;
}

/** An act that has no other fields. */
export class ActBody extends WithAct(Object) {}

/** The answer to an act. The app that does the act records the outcome in its audit row. */
export interface UnderWay {
  readonly actId: string;
  readonly state: 'under-way';
}

/** The fields by which an act’s message names its operator (`ByOperator`). */
export const byOperator = ({ actId, reason }: ActBody, { telegramId }: Operator) => ({
  actId,
  operator: operatorInTelegram(telegramId),
  reason,
});

/** Sends acts to the apps that own the data. The desk itself changes none of their data. */
@Injectable()
export class ActSender {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly sent: SentActStore,
  ) {}

  /** Sends an operator’s act as a job to the app that owns the data. */
  act<J extends Jobs & Readonly<Record<K, new () => ByOperator>>, K extends string>(
    inbox: Inbox<J>,
    job: K,
    said: Omit<Payload<InstanceType<J[K]>>, keyof ByOperator>,
    body: ActBody,
    operator: Operator,
  ): Promise<UnderWay> {
    const payload = { ...said, ...byOperator(body, operator) };
    return this.send(body.actId, operator, { receiver: inbox.receiver, job, payload });
  }

  /** Sends the message once, however often the operator presses the button or the browser repeats the request. */
  async send(actId: string, { telegramId }: Operator, message: Message): Promise<UnderWay> {
    await this.database.transaction(async (tx) => {
      const isNew = await this.sent.add(tx, { actId, telegramId, receiver: message.receiver, job: message.job });
      if (isNew) await this.outbox.add(tx, message);
    });
    return { actId, state: 'under-way' };
  }
}
