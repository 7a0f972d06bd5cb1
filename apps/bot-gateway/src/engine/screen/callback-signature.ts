import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { TelegramId, UserId } from '@aisha/domain';
import { EngineConfig } from '../settings/engine.config';

/** The length of a signature. 6 characters of base64url are 36 bits, and Telegram's flood limits leave no time to guess one. */
const SIGNATURE_CHARACTERS = 6;

/** The secret that signs buttons, the same for the whole installation. A change of it makes the buttons in every chat stale. */
@Injectable()
export class CallbackSecret {
  readonly secret: string;

  constructor({ CALLBACK_SECRET, TELEGRAM_BOT_TOKEN }: EngineConfig) {
    this.secret = CALLBACK_SECRET ?? TELEGRAM_BOT_TOKEN;
  }
}

/** Stands for the person of a button in this group, which outlives what we store of the person who had it made. */
export const inGroup = (chatId: TelegramId): InGroup => `group:${chatId}`;
type InGroup = `group:${number}`;

/** Binds a button to the person who sees it, or to its group: data that was forged, or signed for somebody or somewhere else, does not verify. */
@Injectable()
export class CallbackSignature {
  private readonly key: Buffer;

  constructor({ secret }: CallbackSecret) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'aisha callback signature', 32));
  }

  sign(whose: UserId | InGroup, data: string): string {
    return `${data}~${this.of(whose, data)}`;
  }

  /** Returns the data without its signature; undefined for data that was not signed for this person or group. */
  verify(whose: UserId | InGroup, signed: string): string | undefined {
    const at = signed.lastIndexOf('~');
    if (at < 0) return undefined;
    const data = signed.slice(0, at);
    const given = Buffer.from(signed.slice(at + 1));
    const right = Buffer.from(this.of(whose, data));
    return given.length === right.length && timingSafeEqual(given, right) ? data : undefined;
  }

  private of(whose: UserId | InGroup, data: string): string {
    return createHmac('sha256', this.key)
      .update(`${whose}\n${data}`)
      .digest('base64url')
      .slice(0, SIGNATURE_CHARACTERS);
  }
}
