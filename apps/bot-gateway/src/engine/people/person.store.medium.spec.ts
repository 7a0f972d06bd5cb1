import { describe, expect, it } from '@jest/globals';
import type { Transaction } from '@aisha/database';
import { Outbox } from '@aisha/messaging';
import { afterThisTest, eventually, onPostgres } from '@aisha/testing';
import { partsOfBot } from '../../../spec/bot-harness';
import { html } from '../conversation';
import { messageWith } from '../deliveries/content';
import { Deliveries, type DeliveryOptions } from '../deliveries/deliveries';
import { MessageSender, type Outcome, type Silence } from '../deliveries/message-sender';
import { DeliverySender } from '../deliveries/sender';
import { PersonStore } from './person.store';
import { BillingAccounts } from '../../features/purchases/billing-accounts';

/** A Telegram that refuses the first message after a while, and accepts all others. */
class SlowRefusal extends MessageSender {
  calls = 0;
  private say = (): void => {};
  private readonly said = new Promise<void>((resolve) => (this.say = resolve));

  async send(): Promise<Outcome> {
    this.calls += 1;
    if (this.calls > 1) return { kind: 'sent', messageIds: [this.calls] };
    await this.said;
    return { kind: 'blocked' };
  }

  silence(): Silence {
    return { ofAllMs: 0, ofPeopleMs: 0 };
  }

  answer(): void {
    this.say();
  }
}

const setup = async () => {
  const postgres = await onPostgres('bot');
  const { database } = postgres;
  const people = new PersonStore(new BillingAccounts(new Outbox('bot')));
  const deliveries = new Deliveries();
  const anna = await postgres.fixtures.person();
  const user = { telegramId: anna.telegramId, firstName: 'Анна', username: null, languageCode: 'ru' };

  const deliver = (text: string, options?: DeliveryOptions) =>
    database.transaction((tx) => deliveries.add(tx, anna.userId, messageWith(html`${text}`), options));
  const meets = (tx: Transaction) => people.meet(tx, user);
  const blocks = (tx: Transaction) => people.hasBlockedUs(tx, anna.telegramId);
  const isBlocked = async () => {
    const [row] = await postgres.admin.query<{ at: Date | null }>('SELECT blocked_at AS at FROM bot.person');
    return row!.at !== null;
  };
  const statuses = async () =>
    (
      await postgres.admin.query<{ status: string; error: string | null }>(
        'SELECT status, error FROM bot.delivery ORDER BY id',
      )
    ).map(({ status, error }) => (error ? `${status}: ${error}` : status));

  /** Runs the second piece of work while the transaction of the first has done its work and has not committed yet. */
  const atTheSameMoment = async (first: (tx: Transaction) => Promise<unknown>, second: () => Promise<unknown>) => {
    let commit = (): void => {};
    const mayCommit = new Promise<void>((resolve) => (commit = resolve));
    let secondIsOn = Promise.resolve<unknown>(undefined);
    const committed = database.transaction(async (tx) => {
      await first(tx);
      let ended = false;
      secondIsOn = second().finally(() => (ended = true));
      void eventually(async () => ended || (await postgres.admin.waitingForLocks()).length > 0).then(commit);
      await mayCommit;
    });
    await committed;
    await secondIsOn;
  };

  const sending = async (telegram: MessageSender) => {
    const instead = [
      { provide: Deliveries, useValue: deliveries },
      { provide: MessageSender, useValue: telegram },
    ];
    const sender = (await partsOfBot({ database, instead })).get(DeliverySender);
    sender.start();
    afterThisTest(() => sender.stop());
  };
  return { database, deliver, meets, blocks, isBlocked, statuses, atTheSameMoment, sending };
};

describe('a person who is back', () => {
  it('a person who is back does not count as away because of a message that was sent before they came back', async () => {
    const { database, deliver, meets, isBlocked, statuses, sending } = await setup();
    const telegram = new SlowRefusal();
    await sending(telegram);
    await deliver('of yesterday');
    await eventually(() => expect(telegram.calls).toBe(1));

    await database.transaction(meets);
    await deliver('the answer to what they did');
    telegram.answer();

    await eventually(async () => expect(await statuses()).toEqual(['sent', 'sent']));
    expect(await isBlocked()).toBe(false);
  });

  it('a person who is back gets the news of a purchase that arrives at the moment of their return', async () => {
    const { database, deliver, meets, blocks, statuses, atTheSameMoment } = await setup();
    await database.transaction(blocks);

    await atTheSameMoment(meets, () => deliver('credited', { class: 'result' }));

    expect(await statuses()).toEqual(['pending']);
  });

  it('a person who is back gets a message that was refused at the moment of their return', async () => {
    const { database, deliver, meets, blocks, isBlocked, statuses, atTheSameMoment } = await setup();
    await deliver('paid for', { class: 'result' });

    await atTheSameMoment(blocks, () => database.transaction(meets));

    expect([await isBlocked(), await statuses()]).toEqual([false, ['pending']]);
  });
});

describe('a person who blocked the bot', () => {
  it('a person counts as away when a message sent after their last action is refused', async () => {
    const { database, deliver, meets, isBlocked, statuses, sending } = await setup();
    const telegram = new SlowRefusal();
    await database.transaction(meets);
    await sending(telegram);
    await deliver('too late');
    telegram.answer();

    await eventually(async () => expect(await statuses()).toEqual(['dropped: bot-blocked']));
    expect(await isBlocked()).toBe(true);
  });
});
