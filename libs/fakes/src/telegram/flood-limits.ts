import { tooManyRequests } from './api-error';
import type { Pace } from './pace';

/** Telegram's soft figures: about 30 messages a second in all, about one a second in a chat with short bursts. */
const OVERALL = { capacity: 30, perSecond: 30 };
const PER_CHAT = { capacity: 5, perSecond: 1 };

class Bucket {
  private level: number;
  private at: number;

  constructor(
    private readonly limit: { capacity: number; perSecond: number },
    nowSeconds: number,
  ) {
    this.level = limit.capacity;
    this.at = nowSeconds;
  }

  /** Seconds to wait; 0 when one may pass now. */
  delay(nowSeconds: number): number {
    this.level = Math.min(this.limit.capacity, this.level + (nowSeconds - this.at) * this.limit.perSecond);
    this.at = nowSeconds;
    return this.level >= 1 ? 0 : (1 - this.level) / this.limit.perSecond;
  }

  take(): void {
    this.level -= 1;
  }
}

/** Answers 429 to a bot that talks too fast. Off unless switched on. */
export class FloodLimits {
  private enabled = false;
  private overall: Bucket;
  private chats = new Map<number, Bucket>();

  constructor(private readonly pace: Pace) {
    this.overall = new Bucket(OVERALL, this.now());
  }

  get isEnabled(): boolean {
    return this.enabled;
  }

  enable(enabled: boolean): void {
    this.enabled = enabled;
    this.overall = new Bucket(OVERALL, this.now());
    this.chats = new Map();
  }

  pass(method: string, chatId: number | undefined): void {
    if (!this.enabled || chatId === undefined || !/^(send(?!ChatAction)|edit)/i.test(method)) return;
    const chat = this.chats.get(chatId) ?? new Bucket(PER_CHAT, this.now());
    this.chats.set(chatId, chat);
    const delay = Math.max(chat.delay(this.now()), this.overall.delay(this.now()));
    if (delay > 0) throw tooManyRequests(Math.ceil(delay));
    chat.take();
    this.overall.take();
  }

  private now(): number {
    return this.pace.now().getTime() / 1000;
  }
}
