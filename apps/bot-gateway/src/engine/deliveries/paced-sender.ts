import { setImmediate as callIsOut, setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { TelegramId, UserId } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import type { Content } from './content';
import type { Claimed } from './delivery.store';
import { type BeforeCall, MessageSender, type Outcome, type OutboundMessage } from './message-sender';
import { GRANT_MS, type RateLimits } from './rate-limits';
import { RateLimiterStore } from './rate-limiter.store';

/**
 * How many times a late grant is renewed for one call. After that the sender calls with a late grant, and dates it once the call is out: on
 * a machine that is so slow, each further renewal would come too late as well.
 */
const MOST_REDATINGS = 3;
/**
 * How many chats must be told to wait in a row before the bot as a whole counts as told to wait. One chat may be slowed down alone, and two
 * may be a coincidence.
 */
const CHATS_THAT_ARE_ALL = 3;

/**
 * Sends claimed deliveries as fast as Telegram allows. Each call needs a grant, and when Telegram tells the whole bot to wait, all chats
 * wait.
 */
@Injectable()
export class PacedSender {
  /** The chats that Telegram has told to wait since the last message that got through. */
  private readonly toldToWait = new Set<TelegramId>();

  constructor(
    private readonly limiter: RateLimiterStore,
    private readonly sender: MessageSender,
    private readonly log: Logger,
  ) {}

  get limits(): RateLimits {
    return this.limiter.limits;
  }

  /** Prepares the rate limiter, which grants no call before that. */
  open(): Promise<void> {
    return this.limiter.open();
  }

  /** Says that a result is being written. A bot that was told to wait sends it later. */
  expect(userId: UserId, content: Content): void {
    if (this.toldToWait.size === 0) this.sender.expect(userId, content);
  }

  /** Sends a delivery. `claimAskedAt` is when the claim was asked for, by the process's clock. */
  async send(delivery: Claimed, message: OutboundMessage, claimAskedAt: number): Promise<Outcome> {
    const { userId, chatId } = delivery;
    const dating: Promise<void>[] = [];
    const beforeCall = this.beforeCall(delivery, claimAskedAt, dating);
    const outcome = await this.sender.send(userId, chatId, message, beforeCall);
    await Promise.all(dating);
    if (outcome.kind === 'sent' && delivery.class !== 'callback') this.toldToWait.clear();
    if (outcome.kind === 'wait') await this.waitWithAll(delivery, outcome.ms);
    return outcome;
  }

  /**
   * Gives each call its grant. The first call uses the grant of the claim, if the call comes soon; each further call takes its own. The age
   * of a grant is an upper bound. It leaves out the time that the statement waited in Postgres, because otherwise senders that wait for one
   * another would all renew their grants.
   *
   * Telegram counts a call when it comes, not when we granted it. A call that the process could send only late, because its processor was
   * taken, is dated once it is out (`dating`); otherwise it would leave the window too early, and the window would let too many calls through.
   */
  private beforeCall(
    { rank, grant, grantedAfterMs }: Claimed,
    claimAskedAt: number,
    dating: Promise<void>[],
  ): BeforeCall {
    const { limiter, log } = this;
    let unused = grant ?? undefined;
    let grantedAt = claimAskedAt + (grantedAfterMs ?? 0);
    const isLate = (): boolean => performance.now() - grantedAt > GRANT_MS;
    return async () => {
      let mine = unused;
      unused = undefined;
      for (let times = 0; mine === undefined || isLate(); times += 1) {
        if (mine !== undefined && times > MOST_REDATINGS) break;
        const askedAt = performance.now();
        const taken = await limiter.take(rank, mine);
        if ('grant' in taken) {
          mine = taken.grant;
          grantedAt = askedAt + taken.afterMs;
        } else await delay(taken.waitMs);
      }
      const granted = mine;
      // The caller writes the request before the event loop comes to this.
      const dated = callIsOut().then(() => (isLate() ? limiter.sent(rank, granted) : undefined));
      dating.push(dated.catch((error: unknown) => log.failed('delivery.undated', error)));
    };
  }

  /**
   * Makes all chats wait when Telegram means the whole bot. Telegram does not say whether it means one chat or the bot: several chats in a
   * row, without a message that got through between them, count as the whole bot.
   */
  private async waitWithAll({ chatId }: Claimed, ms: number): Promise<void> {
    const { limiter, log } = this;
    this.toldToWait.add(chatId);
    if (this.toldToWait.size < CHATS_THAT_ARE_ALL) return;
    log.warn('delivery.all-told-to-wait', { ms });
    await limiter.pause(ms);
  }
}
