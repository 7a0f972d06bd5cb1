import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { UserId } from '@aisha/domain';

/** 6 characters of base64url are 36 bits: nobody guesses one through Telegram's own flood limits. */
const SEAL_CHARACTERS = 6;

/** Binds a button to the person it was shown to: what somebody else was shown, or somebody made up, does not open. */
export class ButtonSeal {
  private readonly key: Buffer;

  /** Any secret of the installation will do; another one makes the buttons in every chat stale. */
  constructor(secret: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'aisha button seal', 32));
  }

  seal(userId: UserId, data: string): string {
    return `${data}~${this.of(userId, data)}`;
  }

  /** Undefined for data that was not sealed for this person. */
  open(userId: UserId, sealed: string): string | undefined {
    const at = sealed.lastIndexOf('~');
    if (at < 0) return undefined;
    const data = sealed.slice(0, at);
    const given = Buffer.from(sealed.slice(at + 1));
    const right = Buffer.from(this.of(userId, data));
    return given.length === right.length && timingSafeEqual(given, right) ? data : undefined;
  }

  private of(userId: UserId, data: string): string {
    return createHmac('sha256', this.key).update(`${userId}\n${data}`).digest('base64url').slice(0, SEAL_CHARACTERS);
  }
}
