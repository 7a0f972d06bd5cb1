import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { addWorkFacts } from '@aisha/platform';
import { conversationTexts } from '@aisha/words';
import { Conversations } from '../conversation/conversations';
import type { Input } from '../conversation/input';
import type { Handling } from '../conversation/turn';
import { messageWith } from '../deliveries/content';
import { Deliveries } from '../deliveries/deliveries';
import { PersonStore } from '../people/person.store';
import { CallbackSignature } from '../screen/callback-signature';
import { GroupHandler } from './group-update';
import type { StoredUpdate, TakenUpdate } from './update.store';
import { read } from './updates';

/**
 * Passes each update to the part that handles it: a person's conversation, the record of who has blocked the bot, the accounts for the state
 * of a subscription, or a group.
 */
@Injectable()
export class ArrivedUpdates {
  constructor(
    private readonly people: PersonStore,
    private readonly conversations: Conversations,
    private readonly deliveries: Deliveries,
    private readonly signature: CallbackSignature,
    private readonly groups: GroupHandler,
  ) {}

  async handle(tx: Transaction, update: TakenUpdate): Promise<Handling> {
    const { people, conversations } = this;
    const arrived = read(update.payload);
    switch (arrived.kind) {
      case 'input': {
        if (arrived.input.kind === 'edited' && isAbsent(update)) return 'handled';
        const person = await people.meet(tx, arrived.from, update.person);
        const { updateId, receivedAt, wasHeld, place } = update;
        return addWorkFacts({ userId: person.userId }, () =>
          conversations.handle(
            tx,
            person,
            { updateId, receivedAt, wasHeld, input: this.opened(person.userId, arrived.input) },
            place,
          ),
        );
      }
      case 'blocked':
        await people.hasBlockedUs(tx, arrived.from.telegramId);
        return 'handled';
      case 'unblocked':
        await people.hasUnblockedUs(tx, arrived.from.telegramId);
        return 'handled';
      case 'subscription':
        await people.hasChangedSubscription(tx, { ...arrived, updateId: update.updateId });
        return 'handled';
      case 'group':
        await this.groups.handle(tx, arrived);
        return 'handled';
      case 'ignored':
        return 'handled';
    }
  }

  /** Tells the person that the bot cannot handle their message, with the reference by which operators find the failure. */
  async apologise(tx: Transaction, { payload }: StoredUpdate, reference: string): Promise<void> {
    const { deliveries, people } = this;
    const arrived = read(payload);
    if (arrived.kind !== 'input') return;
    const { input, from } = arrived;
    const person = input.kind === 'edited' ? await people.present(tx, from.telegramId) : await people.meet(tx, from);
    if (!person) return;
    if (input.kind === 'button') {
      await deliveries.add(tx, person.userId, { kind: 'answer', queryId: input.queryId });
    }
    await deliveries.add(tx, person.userId, messageWith(conversationTexts[person.language].apology({ reference })));
  }

  /** Removes old rows of the conversations. */
  prune(tx: Transaction): Promise<void> {
    return this.conversations.prune(tx);
  }

  /** Checks the signature of a button. A button that was not signed for this person matches no action, so the bot answers it as stale. */
  private opened(userId: UserId, input: Input): Input {
    return input.kind === 'button' ? { ...input, data: this.signature.verify(userId, input.data) ?? '' } : input;
  }
}

/**
 * Whether the bot does not know the person, or the person has blocked it. Such a person edits an old message and does not talk to the bot, so
 * the edit does not bring back a person who had everything deleted.
 */
const isAbsent = ({ person }: TakenUpdate): boolean => person === null || person.isAway;
