import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '@aisha/database';
import type { WebhookId } from '@aisha/domain';
import { Answers, IDEMPOTENCY_KEY } from '../answers/answers';
import { As } from '../http/input.pipes';
import { ByCaller, Needs, type Caller, type CallersRequest } from '../http/caller';
import { AsId } from '../http/input.pipes';
import { TERMS } from '../http/terms';
import {
  NewWebhookAnswer,
  WebhookBody,
  WebhookResumedAnswer,
  WebhooksAnswer,
  WebhookSecretAnswer,
} from './webhook-answer';
import { Webhooks } from './webhooks';

/** The addresses that get messages about orders and files. */
@ApiTags('webhooks')
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly answers: Answers,
    private readonly database: Database,
  ) {}

  @Get()
  @Needs('webhooks')
  @ApiOperation({ summary: 'Your webhooks' })
  @ApiResponse({ status: 200, type: WebhooksAnswer })
  async list(@ByCaller() { userId }: Caller): Promise<WebhooksAnswer> {
    return { webhooks: await this.webhooks.of(userId) };
  }

  @Post()
  @HttpCode(201)
  @Needs('webhooks')
  @ApiOperation({
    summary: 'Have an address told of the ends of your API orders, and of what was found in your files',
    description: `Messages follow Standard Webhooks: order.succeeded, order.failed (a refused order, too), order.cancelled, file.ready, file.refused. One that is not answered with 2xx within ${TERMS.webhookAnswers} is sent again over a day; one about a file that is answered with 4xx is not.`,
  })
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiResponse({ status: 201, type: NewWebhookAnswer })
  async add(
    @ByCaller() caller: Caller,
    @Req() request: CallersRequest,
    @Body(new As(WebhookBody)) { url }: WebhookBody,
  ): Promise<object> {
    return (await this.answers.once(caller, request, () => this.webhooks.add(caller, url))).body;
  }

  @Post(':id/rotate')
  @HttpCode(200)
  @Needs('webhooks')
  @ApiOperation({
    summary: 'Give a webhook a new secret',
    description: `Messages are signed with both for ${TERMS.bothSecrets}, and until then there is no third.`,
  })
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiResponse({ status: 200, type: WebhookSecretAnswer })
  async rotate(
    @ByCaller() caller: Caller,
    @Req() request: CallersRequest,
    @Param('id', new AsId()) id: WebhookId,
  ): Promise<object> {
    return (await this.answers.once(caller, request, () => this.webhooks.rotate(caller, id))).body;
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Needs('webhooks')
  @ApiOperation({ summary: 'Send to a paused webhook again', description: 'What it has missed comes first.' })
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiResponse({ status: 200, type: WebhookResumedAnswer })
  async resume(
    @ByCaller() caller: Caller,
    @Req() request: CallersRequest,
    @Param('id', new AsId()) id: WebhookId,
  ): Promise<object> {
    return (await this.answers.once(caller, request, () => this.webhooks.resume(caller, id))).body;
  }

  @Delete(':id')
  @HttpCode(204)
  @Needs('webhooks')
  @ApiOperation({ summary: 'Delete a webhook', description: 'With the messages that it has not taken.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiResponse({ status: 204, description: 'It is gone.' })
  async remove(@ByCaller() caller: Caller, @Param('id', new AsId()) id: WebhookId): Promise<void> {
    await this.database.transaction(this.webhooks.remove(caller, id));
  }
}
