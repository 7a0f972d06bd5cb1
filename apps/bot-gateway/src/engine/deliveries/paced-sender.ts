import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { TelegramId } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import type { Claimed } from './delivery.store';
import { type BeforeCall, MessageSender, type Outcome, type OutboundMessage } from './message-sender';
import { GRANT_MS, type RateLimits } from './rate-limits';
import { RateLimiterStore } from './rate-limiter.store';

/**
 * How many times a late grant is renewed for one call. After that the sender calls with a late grant, because a machine that is so slow
 * makes no calls too fast.
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

  /** Sends a delivery. `claimAskedAt` is when the claim was asked for, by the process's clock. */
  async send(delivery: Claimed, message: OutboundMessage, claimAskedAt: number): Promise<Outcome> {
    const { userId, chatId } = delivery;
    const outcome = await this.sender.send(userId, chatId, message, this.beforeCall(delivery, claimAskedAt));
    if (outcome.kind === 'sent' && delivery.class !== 'callback') this.toldToWait.clear();
    if (outcome.kind === 'wait') await this.waitWithAll(delivery, outcome.ms);
    return outcome;
  }

  /**
   * Gives each call its grant. The first call uses the grant of the claim, if the call comes soon; each further call takes a grant of its
   * own. The age of a grant is counted from the moment when the claim was asked for, so it may be too high, but never too low. Only the time
   * that the claim waited in Postgres is not counted, because otherwise senders that wait for one another would all renew their grants.
   */
  private beforeCall({ rank, grant, grantedAfterMs }: Claimed, claimAskedAt: number): BeforeCall {
    const { limiter } = this;
    let unused = grant ?? undefined;
    let grantedAt = claimAskedAt + (grantedAfterMs ?? 0);
    return async () => {
      let mine = unused;
      unused = undefined;
      for (let times = 0; mine === undefined || performance.now() - grantedAt > GRANT_MS; times += 1) {
        if (mine !== undefined && times > MOST_REDATINGS) return;
        const askedAt = performance.now();
        const taken = await limiter.take(rank, mine);
        if ('grant' in taken) {
          mine = taken.grant;
          grantedAt = askedAt + taken.afterMs;
        } else await delay(taken.waitMs);
      }
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
