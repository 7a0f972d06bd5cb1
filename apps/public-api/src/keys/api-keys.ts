import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { KeepApiKey, RevokeApiKey } from '@aisha/contracts/public-api';
import { type JobContext, type JobHandler, Outbox } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import type { Caller } from '../http/caller';
import { ApiKeyStore } from './api-key.store';

/** Finds the caller by the key of a request. */
@Injectable()
export class ApiKeys {
  constructor(private readonly store: ApiKeyStore) {}

  /** The caller; null when the key is unknown or revoked. A key has more than 190 random bits, so its digest needs no salt. */
  callerOf(key: string): Promise<Caller | null> {
    return this.store.callerBy(createHash('sha256').update(key).digest('hex'));
  }
}

/**
 * Stores a key that the gateway has made and shown, unless the person has five keys already. Then the person is told, because they have read
 * that the key is ready.
 */
@Injectable()
export class KeepApiKeyHandler implements JobHandler<KeepApiKey> {
  readonly inOneTransaction = 'synced';
  constructor(
    private readonly store: ApiKeyStore,
    private readonly outbox: Outbox,
    private readonly log: Logger,
  ) {}

  readonly handle = async (key: KeepApiKey, context: JobContext): Promise<void> => {
    const isKept = await context.once(async (tx) => {
      if (await this.store.keep(tx, key)) return true;
      const { keyId, userId, name, ending } = key;
      await this.outbox.add(tx, message(botGatewayInbox, 'tell-refused-api-key', { keyId, userId, name, ending }));
      return false;
    });
    if (isKept !== undefined) this.log.info(isKept ? 'api-key.kept' : 'api-key.too-many', { keyId: key.keyId });
  };
}

/** Revokes a key, so that the next request with it is refused. */
@Injectable()
export class RevokeApiKeyHandler implements JobHandler<RevokeApiKey> {
  readonly inOneTransaction = 'synced';
  constructor(
    private readonly store: ApiKeyStore,
    private readonly log: Logger,
  ) {}

  readonly handle = async ({ keyId, userId }: RevokeApiKey, context: JobContext): Promise<void> => {
    await context.once((tx) => this.store.revoke(tx, userId, keyId));
    this.log.info('api-key.revoked', { keyId });
  };
}
