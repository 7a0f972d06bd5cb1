import { Injectable } from '@nestjs/common';
import type { Webhook } from '@aisha/database/api';
import type { UserId, WebhookId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import type { Effect } from '../answers/answers';
import { newWebhookSecret } from './standard-webhook';
import { WebhookClient } from './webhook-client';
import type { Caller } from '../http/caller';
import { Problem } from '../http/problem';
import type { NewWebhookAnswer, WebhookAnswer } from './webhook-answer';
import { WebhookStore } from './webhook.store';

/** Manages the webhooks of a key's owner. */
@Injectable()
export class Webhooks {
  constructor(
    private readonly store: WebhookStore,
    private readonly client: WebhookClient,
  ) {}

  async of(userId: UserId): Promise<WebhookAnswer[]> {
    return (await this.store.of(userId)).map(answerOf);
  }

  add({ userId, keyId }: Caller, url: string): Promise<Effect> {
    if (!this.client.isAllowed(url)) throw new Problem('webhook-not-allowed');
    const secret = newWebhookSecret();
    const webhook = { id: newId<WebhookId>(), userId, keyId, url, secret };
    return Promise.resolve(async (tx) => {
      const done = await this.store.add(tx, webhook);
      if (done !== 'added') throw new Problem(done === 'full' ? 'too-many-webhooks' : 'key-not-valid');
      const { id } = webhook;
      const body: NewWebhookAnswer = { id, url, createdAt: new Date().toISOString(), isPaused: false, secret };
      return { status: 201, body };
    });
  }

  rotate({ userId }: Caller, id: WebhookId): Promise<Effect> {
    const secret = newWebhookSecret();
    return Promise.resolve(async (tx) => {
      const done = await this.store.rotate(tx, userId, id, secret);
      if (done !== 'rotated') throw new Problem(done === 'missing' ? 'not-found' : 'old-secret-signs');
      return { status: 200, body: { id, secret } };
    });
  }

  resume({ userId }: Caller, id: WebhookId): Promise<Effect> {
    return Promise.resolve(async (tx) => {
      if (!(await this.store.resume(tx, userId, id))) throw new Problem('not-found');
      return { status: 200, body: { id, isPaused: false } };
    });
  }

  remove({ userId }: Caller, id: WebhookId): Effect {
    return async (tx) => {
      if (!(await this.store.remove(tx, userId, id))) throw new Problem('not-found');
      return { status: 204, body: {} };
    };
  }
}

const answerOf = ({ id, url, createdAt, pausedAt }: Webhook): WebhookAnswer => ({
  ...{ id, url },
  createdAt: createdAt.toISOString(),
  isPaused: pausedAt !== null,
});
