import { Body, Controller, Get, NotFoundException, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { Database } from '@aisha/database';
import { SupportTicketReader, type SupportMessage, type SupportTicket } from '@aisha/database/bot';
import type { TicketId } from '@aisha/domain';
import { SUPPORT_WORDS } from '@aisha/domain';
import { IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { ActRoute } from '../acts/act.route';
import { ActBody, ActSender, type UnderWay } from '../acts/act.sender';
import { Access, AtDesk, type Operator } from '../door/access';
import { checked } from '../door/checked';
import { afterOf, keysIn, PageQuery, type Page } from '../lists/page';

const LISTS = ['waiting', 'all'] as const;

class TicketsQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: LISTS,
    description: 'Those that wait for an operator, the longest wait first; or all, the newest first.',
  })
  @IsIn(LISTS)
  of: (typeof LISTS)[number] = 'waiting';
}

/** What an act on a ticket says besides its reason. */
class TicketBody extends ActBody {
  @ApiPropertyOptional({
    format: 'uuid',
    description:
      'The newest message on the operator’s page: words of the person that came after it are not taken as read.',
  })
  @IsOptional()
  @IsUUID()
  seenMessageId?: string;
}

class AnswerBody extends TicketBody {
  @ApiProperty({ maxLength: SUPPORT_WORDS.most, description: 'What the person reads.' })
  @IsString()
  @Length(1, SUPPORT_WORDS.most)
  text!: string;
}

const seenUntil = (seenMessageId: string | undefined) => (seenMessageId === undefined ? {} : { seenMessageId });

/** The tickets of people. Read-only operators do not see what is written in them. */
@ApiTags('support')
@Controller('api/tickets')
export class SupportController {
  private readonly tickets: SupportTicketReader;

  constructor(
    database: Database,
    private readonly acts: ActSender,
  ) {
    this.tickets = new SupportTicketReader(database);
  }

  @ApiOperation({ summary: 'Tickets, without their words.' })
  @Access('read')
  @Get()
  async list(@Query(checked) { of, after, limit }: TicketsQuery): Promise<Page<SupportTicket>> {
    const [from] = keysIn(after, 1) ?? [];
    const { tickets, next } = await this.tickets.page(of, { limit, ...(from !== undefined && { after: from }) });
    return { rows: tickets, next: next && afterOf([next]) };
  }

  @ApiOperation({ summary: 'One ticket with everything that was written.' })
  @Access('words')
  @Get(':id')
  async one(
    @Param('id', ParseUUIDPipe) id: TicketId,
  ): Promise<SupportTicket & { readonly messages: readonly SupportMessage[] }> {
    const ticket = await this.tickets.find(id);
    if (!ticket) throw new NotFoundException({ code: 'no-such-ticket' });
    return { ...ticket, messages: await this.tickets.messages(ticket.id) };
  }

  @ActRoute('answer-ticket', ':id/answer', 'Answers the person through the bot.')
  answer(
    @Param('id', ParseUUIDPipe) ticketId: TicketId,
    @Body(checked) { text, seenMessageId, ...body }: AnswerBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    return this.acts.act(
      botGatewayInbox,
      'answer-ticket',
      { ticketId, text, ...seenUntil(seenMessageId) },
      body,
      operator,
    );
  }

  @ActRoute('close-ticket', ':id/close', 'Closes a ticket; what the person writes next opens a new one.')
  close(
    @Param('id', ParseUUIDPipe) ticketId: TicketId,
    @Body(checked) { seenMessageId, ...body }: TicketBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    return this.acts.act(botGatewayInbox, 'close-ticket', { ticketId, ...seenUntil(seenMessageId) }, body, operator);
  }
}
