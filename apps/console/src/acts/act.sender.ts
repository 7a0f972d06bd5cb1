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

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/**
 * The fields of an act with what every act of the desk says: its key, which the browser has made, and why. (`IntersectionType` of swagger
 * loads a class-validator of its own, so that in the bundle of an app nothing would check the fields.)
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

/** An act that needs no more than that. */
export class ActBody extends WithAct(Object) {}

/** The answer to an act: it is under way, and its audit row says what came of it. */
export interface UnderWay {
  readonly actId: string;
  readonly state: 'under-way';
}

/** What a message of an act carries of its operator (`ByOperator`). */
export const byOperator = ({ actId, reason }: ActBody, { telegramId }: Operator) => ({
  actId,
  operator: operatorInTelegram(telegramId),
  reason,
});

/** Sends acts to the apps that own the data. The desk itself changes nothing of theirs. */
@Injectable()
export class ActSender {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly sent: SentActStore,
  ) {}

  /** Writes an operator's act as a job of the app that owns the data, and sends it. */
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

  /** Sends the message once, however often the button was pressed or the browser asked again. */
  async send(actId: string, { telegramId }: Operator, message: Message): Promise<UnderWay> {
    await this.database.transaction(async (tx) => {
      const isNew = await this.sent.add(tx, { actId, telegramId, receiver: message.receiver, job: message.job });
      if (isNew) await this.outbox.add(tx, message);
    });
    return { actId, state: 'under-way' };
  }
}
