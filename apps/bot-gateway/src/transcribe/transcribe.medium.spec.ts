import { describe, expect, it } from '@jest/globals';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import type { UserId } from '@aisha/domain';
import { eventually } from '@aisha/testing';
import { botWorld } from '../../spec/bot-world';

const setup = async () => {
  const there = await botWorld();
  const { world } = there;
  await there.replica();
  const anna = await there.joins('Анна');
  await anna.sends('/start');
  await anna.sees(/Чем займёмся/);
  const [{ userId }] = (await world.admin.query('SELECT user_id AS "userId" FROM bot.person')) as [{ userId: UserId }];
  await world.given.account({ userId, credits: 300 });
  const ordered = async () =>
    (await world.outboxOf('bot'))
      .filter(({ job }) => job === 'place-hold')
      .map(({ payload }) => (payload as { quotedCentiCredits: string }).quotedCentiCredits);
  return { anna, ordered };
};

describe('recordings', () => {
  it('sent together are each shown with their price, one after the other, and none is lost', async () => {
    const { anna, ordered } = await setup();

    await anna.sendsVoice(await recordedTone(2), 2);
    await anna.sendsVoice(await recordedTone(3), 63);
    await anna.sees(/она следующая/);
    await anna.sees(/Запись 0:02[^]*После неё ещё 1 запись[^]*0,5 кредита/);
    await anna.presses('📝 Расшифровать');
    await anna.sees(/Запись 1:03: 2 минуты[^]*1 кредит/);
    await eventually(async () => expect(await ordered()).toEqual(['50']));
    await anna.presses('📝 Расшифровать');

    await anna.sees(/Слушаю/);
    await eventually(async () => expect(await ordered()).toEqual(['50', '100']));
  });
});
