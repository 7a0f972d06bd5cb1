import { Injectable } from '@nestjs/common';
import { Logger, Periodic } from '@aisha/platform';
import { UploadedFileStore } from '../files/uploaded-file.store';
import { RequestLimits } from '../limits/request-limits.store';
import { WebhookStore } from '../webhooks/webhook.store';
import { IdempotentAnswerStore } from '../answers/idempotent-answer.store';

const EVERY_MS = 10 * 60_000;

/** Removes what the API no longer needs: stored answers, rows of sent files, messages to webhooks and counts of requests. */
@Injectable()
export class ForgetOldRows extends Periodic {
  constructor(
    private readonly answers: IdempotentAnswerStore,
    private readonly limits: RequestLimits,
    private readonly webhooks: WebhookStore,
    private readonly files: UploadedFileStore,
    log: Logger,
  ) {
    super('forget-answers', EVERY_MS, log);
  }

  async run(): Promise<void> {
    await this.answers.forget();
    await this.limits.forget();
    await this.webhooks.forget();
    await this.files.forget();
  }
}
