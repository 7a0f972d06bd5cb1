import type { OpenDeskLink } from '@aisha/contracts/console';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { SessionStore } from './session.store';

/** Stores the link that the bot has shown to an operator. */
@Injectable()
export class OpenDeskLinkHandler implements JobHandler<OpenDeskLink> {
  constructor(private readonly sessions: SessionStore) {}

  readonly handle = async ({ tokenHash, telegramId, expiresAt }: OpenDeskLink, context: JobContext): Promise<void> => {
    await context.once((tx) => this.sessions.keepLink(tx, tokenHash, telegramId, new Date(expiresAt)));
  };
}
