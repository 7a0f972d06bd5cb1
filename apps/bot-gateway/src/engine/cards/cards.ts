import { isDeepStrictEqual } from 'node:util';
import type { UserId } from '@aisha/domain';
import type { Transaction } from '@aisha/database';
import { cardOf } from '../deliveries/content';
import type { Deliveries } from '../deliveries/deliveries';
import { cardKey, type Card } from './card';
import type { CardStore } from './card.store';

/** Telegram accepts about one message a second in a chat (telegram.md §9); a card must leave room for other messages. */
const EDIT_INTERVAL_MS = 1_500;
/** The shortest interval of progress on a card that has none of its own: hundreds of orders wait at once, and Telegram takes 30 calls a second for all. */
const PROGRESS_INTERVAL_MS = 15_000;
/** How much of its pauses a card keeps. Only tests shorten them. */
export const CARD_PAUSES = 1;

/** Messages that the bot edits in place while work goes on. */
export class Cards {
  constructor(
    private readonly store: CardStore,
    private readonly deliveries: Deliveries,
    private readonly pauses: number = CARD_PAUSES,
  ) {}

  /**
   * Changes the state of a card and draws it again; a new card is sent. `change` gets undefined for a new card. An equal state, or
   * none, draws nothing. Several changes within a moment become one edit. A card that moves down is removed from its place and sent
   * again below the person's later messages. A new card may replace a message that shows nothing any more.
   */
  async update<S>(
    tx: Transaction,
    card: Card<S>,
    id: string,
    userId: UserId,
    change: (state: S | undefined) => S | undefined,
    movesDown: (before: S) => boolean = () => false,
    inPlaceOf?: number,
  ): Promise<void> {
    const key = cardKey(card, id);
    const open = await this.store.open(tx, key, userId);
    if (!open) return;
    const { language } = open;
    const before = (open.state ?? undefined) as S | undefined;
    const after = change(before);
    if (after === undefined || isDeepStrictEqual(before, after)) return;
    this.store.put(tx, key, userId, after);
    if (card.isGone?.(after)) return;
    const drawn = card.render(after, language);
    const left = before !== undefined && movesDown(before) ? await this.store.leaveMessage(tx, key) : undefined;
    if (before !== undefined && left === undefined && isDeepStrictEqual(card.render(before, language), drawn)) return;
    if (before === undefined && inPlaceOf !== undefined) await this.store.isMessage(tx, key, inPlaceOf);
    const options = {
      cardKey: key,
      class: card.classOf?.(after) ?? 'answer',
      intervalMs: card.isLast?.(after) ? 0 : EDIT_INTERVAL_MS * this.pauses,
      progressIntervalMs: (card.progressIntervalMs?.(after) ?? PROGRESS_INTERVAL_MS) * this.pauses,
      foldMs: (card.foldMs?.(after) ?? 0) * this.pauses,
      replaces: left !== undefined,
      ...(card.groupOf && { group: card.groupOf(after) }),
    };
    await this.deliveries.add(tx, userId, cardOf(key, drawn), options);
    if (left !== undefined) await this.deliveries.add(tx, userId, { kind: 'delete', messageIds: [left] });
  }

  /** Takes the card's message out of the chat, after all that is to be shown there now. */
  remove(tx: Transaction, card: Pick<Card, 'kind'>, id: string, userId: UserId): Promise<void> {
    const options = { cardKey: cardKey(card, id), replaces: true };
    return this.deliveries.add(tx, userId, { kind: 'card-removal' }, options);
  }

  /** The state of a card; undefined if there is no such card. */
  async state<S>(tx: Transaction, card: Card<S>, id: string, userId: UserId): Promise<S | undefined> {
    const open = await this.store.open(tx, cardKey(card, id), userId);
    return (open?.state ?? undefined) as S | undefined;
  }
}
