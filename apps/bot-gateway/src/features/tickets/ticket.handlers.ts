import type { AnswerTicket, CloseTicket } from '@aisha/contracts/bot-gateway';
import { OperatorActs, type ActOutcome, type Transaction } from '@aisha/database';
import { PersonReader } from '@aisha/database/bot';
import { referenceNumber, type Act, type UserId } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { ticketsTexts, type Html, type TextsOf } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { Readers, toMenu } from '../../engine/conversation';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { openSupport } from '../../callbacks/tickets.callbacks';
import { TicketStore } from './ticket.store';

type Words = TextsOf<typeof ticketsTexts>;

/** What operators do with a ticket. Each act has its audit row, and the person is told when an act has been carried out. */
@Injectable()
export class TicketActs {
  private readonly tickets = new TicketStore();

  constructor(
    private readonly acts: OperatorActs,
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
  ) {}

  answer(tx: Transaction, asked: AnswerTicket): Promise<unknown> {
    const { ticketId, text, operator, seenMessageId } = asked;
    return this.act(tx, 'answer-ticket', asked, async (userId) => {
      const hasNewWords = await this.tickets.hasNewWords(tx, ticketId, seenMessageId);
      await this.tickets.answer(tx, ticketId, { operator, words: text, hasNewWords });
      await this.tell(tx, userId, (t) => t.answer({ number: referenceNumber(ticketId), words: text }));
      return { outcome: 'done', details: { characters: text.length } };
    });
  }

  close(tx: Transaction, asked: CloseTicket): Promise<unknown> {
    const { ticketId, seenMessageId } = asked;
    return this.act(tx, 'close-ticket', asked, async (userId) => {
      if (await this.tickets.hasNewWords(tx, ticketId, seenMessageId)) return { outcome: 'has-new-words' };
      await this.tickets.close(tx, ticketId);
      await this.tell(tx, userId, (t) => t.closed({ number: referenceNumber(ticketId) }));
      return { outcome: 'done' };
    });
  }

  private async act(
    tx: Transaction,
    act: Act,
    asked: CloseTicket,
    effect: (userId: UserId) => Promise<ActOutcome>,
  ): Promise<unknown> {
    const { ticketId } = asked;
    const ticket = await this.tickets.lock(tx, ticketId);
    const target = { act, subject: ticketId, unknown: 'ticket-unknown' };
    return this.acts.recordAbout(tx, asked, target, ticket, async ({ userId, isClosed }) =>
      isClosed ? { outcome: 'ticket-closed' } : effect(userId),
    );
  }

  private async tell(tx: Transaction, userId: UserId, words: (t: Words) => Html): Promise<void> {
    const t = ticketsTexts[await this.readers.within(tx).of(PersonReader).languageOf(userId)];
    const buttons = [[openSupport.button(t.again, {}), toMenu.button(t.menu, {})]];
    await this.deliveries.add(tx, userId, messageWith(words(t), buttons), { class: 'result' });
  }
}

@Injectable()
export class AnswerTicketHandler implements JobHandler<AnswerTicket> {
  constructor(private readonly tickets: TicketActs) {}

  readonly handle = async (asked: AnswerTicket, context: JobContext): Promise<void> => {
    await context.once((tx) => this.tickets.answer(tx, asked));
  };
}

@Injectable()
export class CloseTicketHandler implements JobHandler<CloseTicket> {
  constructor(private readonly tickets: TicketActs) {}

  readonly handle = async (asked: CloseTicket, context: JobContext): Promise<void> => {
    await context.once((tx) => this.tickets.close(tx, asked));
  };
}
