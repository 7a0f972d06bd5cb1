import { Body, Controller, NotFoundException, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Decision, Receiver } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { RECEIVER_SCHEMAS } from '@aisha/messaging';
import { ActRoute } from '../acts/act.route';
import { ActBody, ActSender, byOperator, type UnderWay } from '../acts/act.sender';
import { AtDesk, type Operator } from '../door/access';
import { checked } from '../door/checked';

/** Lets operators decide about messages and results that were given up. Each decision is a message to the app that owns the row. */
@ApiTags('letters')
@Controller('api')
export class LetterActsController {
  constructor(private readonly acts: ActSender) {}

  @ActRoute(
    'retry-dead-letter',
    'dead-letters/:schema/:id/retry',
    'Has the app do a message once more that it gave up.',
  )
  retryLetter(
    @Param('schema') schema: string,
    @Param('id') id: string,
    @Body(checked) body: ActBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    return this.decideLetter(schema, id, 'retry', body, operator);
  }

  @ActRoute('drop-dead-letter', 'dead-letters/:schema/:id/drop', 'Leaves a message undone that its app gave up.')
  dropLetter(
    @Param('schema') schema: string,
    @Param('id') id: string,
    @Body(checked) body: ActBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    return this.decideLetter(schema, id, 'drop', body, operator);
  }

  @ActRoute('retry-undelivered', 'undelivered/:id/retry', 'Has the bot send a result once more.')
  retryResult(@Param('id') id: string, @Body(checked) body: ActBody, @AtDesk() operator: Operator): Promise<UnderWay> {
    return this.decideResult(id, 'retry', body, operator);
  }

  @ActRoute('drop-undelivered', 'undelivered/:id/drop', 'Leaves a result unsent that its person got another way.')
  dropResult(@Param('id') id: string, @Body(checked) body: ActBody, @AtDesk() operator: Operator): Promise<UnderWay> {
    return this.decideResult(id, 'drop', body, operator);
  }

  private decideLetter(
    schema: string,
    messageId: string,
    decision: Decision,
    body: ActBody,
    operator: Operator,
  ): Promise<UnderWay> {
    const [receiver] = Object.entries(RECEIVER_SCHEMAS).find(([, of]) => of === schema) ?? [];
    if (receiver === undefined) throw new NotFoundException({ code: 'no-such-letter' });
    // Every inbox has the job `decide-dead-letter`, with the same payload (DEAD_LETTER_JOBS).
    const payload = { messageId, decision, ...byOperator(body, operator) };
    return this.acts.send(body.actId, operator, { receiver: receiver as Receiver, job: 'decide-dead-letter', payload });
  }

  private decideResult(id: string, decision: Decision, body: ActBody, operator: Operator): Promise<UnderWay> {
    if (!/^[1-9]\d{0,18}$/.test(id)) throw new NotFoundException({ code: 'no-such-result' });
    return this.acts.act(botGatewayInbox, 'decide-undelivered', { deliveryId: id, decision }, body, operator);
  }
}
