import {
  Body,
  Controller,
  NotFoundException,
  Param,
  ParseUUIDPipe,
  UnprocessableEntityException,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { Database } from '@aisha/database';
import { isButtonWhole, type BroadcastAction, type UserId } from '@aisha/domain';
import { ActRoute } from '../acts/act.route';
import { ActBody, ActSender, type UnderWay } from '../acts/act.sender';
import { AtDesk, type Operator } from '../door/access';
import { checked } from '../door/checked';
import { DraftBody, segmentOf, StartBody } from './broadcast-fields';

/** What an operator does with broadcasts. The bot sends them, at the rate that Telegram allows. */
@ApiTags('broadcasts')
@Controller('api/broadcasts')
export class BroadcastActsController {
  constructor(
    private readonly database: Database,
    private readonly acts: ActSender,
  ) {}

  @ActRoute(
    'draft-broadcast',
    ':id',
    'Writes a draft under an id of the browser, or changes it. Nobody reads it before it is started.',
  )
  draft(
    @Param('id', ParseUUIDPipe) broadcastId: string,
    @Body(checked) { texts, url, segment, ...body }: DraftBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    if (!isButtonWhole(texts, url)) throw new UnprocessableEntityException({ code: 'button-incomplete' });
    const draft = { broadcastId, texts, segment: { ...segmentOf(segment) }, ...(url !== undefined && { url }) };
    return this.acts.act(botGatewayInbox, 'draft-broadcast', draft, body, operator);
  }

  @ActRoute('preview-broadcast', ':id/preview', 'Sends it to the operator’s own chat, in their language.')
  async preview(
    @Param('id', ParseUUIDPipe) id: string,
    @Body(checked) body: ActBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    const [person] = await this.database.read.query<{ userId: UserId }[]>(
      `SELECT user_id AS "userId" FROM bot.person WHERE telegram_id = $1`,
      [operator.telegramId],
    );
    if (!person) throw new NotFoundException({ code: 'operator-unknown-to-bot' });
    return this.operate('preview', id, body, operator, { userId: person.userId });
  }

  @ActRoute('start-broadcast', ':id/start', 'Starts it, now or at a moment; after a pause it goes on.')
  start(
    @Param('id', ParseUUIDPipe) id: string,
    @Body(checked) { at, ...body }: StartBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    return this.operate('start', id, body, operator, at === undefined ? {} : { at });
  }

  @ActRoute(
    'pause-broadcast',
    ':id/pause',
    'Writes no more messages; those that are written, two hundred at most, go out.',
  )
  pause(
    @Param('id', ParseUUIDPipe) id: string,
    @Body(checked) body: ActBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    return this.operate('pause', id, body, operator);
  }

  @ActRoute('stop-broadcast', ':id/stop', 'Ends it for good.')
  stop(
    @Param('id', ParseUUIDPipe) id: string,
    @Body(checked) body: ActBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    return this.operate('stop', id, body, operator);
  }

  private operate(
    action: BroadcastAction,
    broadcastId: string,
    body: ActBody,
    operator: Operator,
    more: { readonly at?: string; readonly userId?: UserId } = {},
  ): Promise<UnderWay> {
    return this.acts.act(botGatewayInbox, 'operate-broadcast', { broadcastId, action, ...more }, body, operator);
  }
}
