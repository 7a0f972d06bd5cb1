import { tooManyRequests } from '../wire/api-error';
import type { ScaledClock } from './scaled-clock';

/**
 * Telegram's figures are soft: about 30 messages a second over all chats, about one a second in a chat with short bursts, 20 a minute in a
 * group. The fake is strict about the first: never more than 30 in any second, whenever that second begins.
 */
const OVERALL = { messages: 30, seconds: 1 };
const PER_CHAT = { capacity: 5, perSecond: 1 };
const PER_GROUP = { messages: 20, seconds: 60 };

interface Limit {
  /** How many seconds to wait; 0 when a message may be sent now. */
  delay(nowSeconds: number): number;
  take(nowSeconds: number): void;
}

/** A limit that refills at an even rate. */
class Bucket implements Limit {
  private level: number;
  private at: number;

  constructor(
    private readonly limit: { capacity: number; perSecond: number },
    nowSeconds: number,
  ) {
    this.level = limit.capacity;
    this.at = nowSeconds;
  }

  delay(nowSeconds: number): number {
    this.level = Math.min(this.limit.capacity, this.level + (nowSeconds - this.at) * this.limit.perSecond);
    this.at = nowSeconds;
    return this.level >= 1 ? 0 : (1 - this.level) / this.limit.perSecond;
  }

  take(): void {
    this.level -= 1;
  }
}

/** A limit on the messages of the last interval, whenever that interval began. */
class Window implements Limit {
  private passed: number[] = [];

  constructor(private readonly limit: { messages: number; seconds: number }) {}

  delay(nowSeconds: number): number {
    this.passed = this.passed.filter((at) => at > nowSeconds - this.limit.seconds);
    const oldest = this.passed[this.passed.length - this.limit.messages];
    return oldest === undefined ? 0 : oldest + this.limit.seconds - nowSeconds;
  }

  take(nowSeconds: number): void {
    this.passed.push(nowSeconds);
  }
}

/** Answers 429 to a bot that sends too fast. It is off unless it is switched on. */
export class FloodLimits {
  private enabled = false;
  private overall = new Window(OVERALL);
  private chats = new Map<number, Limit>();

  constructor(private readonly clock: ScaledClock) {}

  get isEnabled(): boolean {
    return this.enabled;
  }

  enable(enabled: boolean): void {
    this.enabled = enabled;
    this.overall = new Window(OVERALL);
    this.chats = new Map();
  }

  pass(method: string, chatId: number | undefined): void {
    if (!this.enabled || chatId === undefined || !/^(send(?!ChatAction)|edit)/i.test(method)) return;
    const chat = this.chats.get(chatId) ?? (chatId < 0 ? new Window(PER_GROUP) : new Bucket(PER_CHAT, this.now()));
    this.chats.set(chatId, chat);
    const delay = Math.max(chat.delay(this.now()), this.overall.delay(this.now()));
    if (delay > 0) throw tooManyRequests(Math.ceil(delay));
    chat.take(this.now());
    this.overall.take(this.now());
  }

  private now(): number {
    return this.clock.now().getTime() / 1000;
  }
}
