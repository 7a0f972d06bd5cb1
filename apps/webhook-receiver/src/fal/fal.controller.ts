import { Logger } from '@aisha/platform';
import { Body, Controller, Headers, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { FalWebhook, type WebhookOutcome } from './fal-webhook';
import { countWebhook } from './fal.metrics';

/** Never 410 and never a redirect: FAL takes both for final. What may be good but cannot be taken now is to come again. */
const STATUS: Readonly<Record<WebhookOutcome, number>> = {
  accepted: 200,
  malformed: 400,
  'not-our-address': 401,
  'not-signed-by-fal': 401,
  stale: 401,
  'another-request': 401,
  'keys-unreachable': 503,
  'queue-unreachable': 503,
};
/** As long as our queue or FAL's keys usually take to come back. */
const RETRY_AFTER_SECONDS = 15;

/** Where FAL calls back. */
@Controller('api/v1/avatar')
export class FalController {
  constructor(
    private readonly webhook: FalWebhook,
    private readonly log: Logger,
  ) {}

  @Post('status_update')
  async statusUpdate(
    @Query() query: Record<string, unknown>,
    @Headers() headers: Record<string, string | string[] | undefined>,
    @Body() body: Buffer | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ outcome: WebhookOutcome }> {
    const outcome = await this.webhook.accept({ query, headers, body: body ?? Buffer.alloc(0) });
    countWebhook(outcome);
    const status = STATUS[outcome];
    if (status !== 200) this.log.warn('webhook.refused', { outcome });
    if (status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
    reply.status(status);
    return { outcome };
  }
}
