import { describe, expect, it } from '@jest/globals';
import { DAY_MS, type UserId } from '@aisha/domain';
import { botHarness } from '../../../spec/bot-harness';
import { html } from '../conversation';
import { defineCard } from './card';
import { Deliveries } from '../deliveries/deliveries';
import { DeliveryStore } from '../deliveries/delivery.store';
import { CardStore } from './card.store';
import { Cards } from './cards';

const countCard = defineCard<number>('count', (count) => ({ text: html`count ${count}` }));

const setup = async () => {
  const { postgres, replica, joins } = await botHarness();
  const bot = await replica();
  const anna = await joins('Анна');
  await anna.sends('/start');
  await anna.sees(/./);
  const [person] = await postgres.admin.query<{ id: UserId }>('SELECT user_id AS id FROM bot.person');
  const userId = person!.id;
  const tell = (id: string, count: number) =>
    postgres.database.transaction((tx) => bot.cards.update(tx, countCard, id, userId, () => count));
  const untouchedFor = (id: string, days: number) =>
    postgres.admin.query(`UPDATE bot.card SET updated_at = now() - $2 * interval '1 day' WHERE key = $1`, [
      `count:${id}`,
      days,
    ]);
  const prune = () => new DeliveryStore(postgres.database).pruneCards(30 * DAY_MS, 10);
  const kept = () => postgres.admin.query<{ key: string }>('SELECT key FROM bot.card ORDER BY key');
  return { anna, tell, untouchedFor, prune, kept };
};

describe('a card', () => {
  it('a card is forgotten a month after its last change, and a later change comes as a new message', async () => {
    const { anna, tell, untouchedFor, prune, kept } = await setup();
    await tell('old', 1);
    await tell('young', 1);
    await anna.sees(/count 1/);
    await untouchedFor('old', 31);
    await untouchedFor('young', 29);

    await prune();

    expect(await kept()).toEqual([{ key: 'count:young' }]);
    await tell('old', 2);
    expect((await anna.sees(/count 2/)).edited).toBe(false);
  });
});

describe('a card that moves down while an edit of it waits to be sent', () => {
  it('a card that moves down deletes its old message and is sent as a new one; an edit of it that still waits is dropped', async () => {
    const { postgres } = await botHarness();
    const { database, fixtures } = postgres;
    const { userId } = await fixtures.person();
    const cards = new Cards(new CardStore(), new Deliveries());
    const tell = (count: number, movesDown = false) =>
      database.transaction((tx) =>
        cards.update(
          tx,
          countCard,
          'x',
          userId,
          () => count,
          () => movesDown,
        ),
      );
    await tell(1);
    await postgres.admin.query(`UPDATE bot.delivery SET status = 'sent'`);
    await postgres.admin.query('UPDATE bot.card SET message_id = 111');
    await tell(2);

    await tell(3, true);

    expect(
      await postgres.admin.query(
        `SELECT status, content->>'markup' AS markup, content->>'kind' AS kind FROM bot.delivery ORDER BY id`,
      ),
    ).toEqual([
      { status: 'sent', kind: 'card', markup: 'count 1' },
      { status: 'dropped', kind: 'card', markup: 'count 2' },
      { status: 'pending', kind: 'card', markup: 'count 3' },
      { status: 'pending', kind: 'delete', markup: null },
    ]);
  });
});
