import { describe, expect, it } from '@jest/globals';
import type { UserId } from '@aisha/domain';
import { botHarness } from '../../../spec/bot-harness';

/** A person with two finished avatars, of which Анна is the main one. There is no trainer: what it is asked for stays undone. */
const setup = async () => {
  const { postgres, replica, joins } = await botHarness();
  await replica();
  const person = await joins('Мария');
  await person.sends('/start');
  await person.sees(/Чем займёмся/);
  const [{ userId }] = (await postgres.admin.query('SELECT user_id AS "userId" FROM bot.person')) as [
    { userId: UserId },
  ];
  await postgres.fixtures.account({ userId, credits: 300 });
  await postgres.fixtures.avatar({ userId, name: 'Борис', photos: 0 });
  await postgres.fixtures.avatar({ userId, name: 'Анна', isMain: true, photos: 0 });
  const jobs = async () => (await postgres.outboxOf('bot')).map(({ job }) => job);
  return { postgres, person, jobs };
};

describe('an avatar that its person has just changed', () => {
  it('carries its new name everywhere before the trainer has written it', async () => {
    const { person, jobs } = await setup();
    await person.sends('/avatars');
    await person.presses(/Анна/);
    await person.presses('✏️ Переименовать');
    await person.sees(/Анна/);

    await person.sends('Аня');

    await person.sees(/^Аня[^]*Портрет/);
    await person.sends('/generate');
    await person.sees(/Рисую: Аня/);
    expect(await jobs()).toContain('rename-avatar');
  });

  it('is the one pictures are made of as soon as it is chosen', async () => {
    const { person } = await setup();
    await person.sends('/avatars');
    await person.presses(/Борис/);

    await person.presses('⭐ Основной');

    await person.sends('/generate');
    await person.sees(/Рисую: Борис/);
  });

  it('is offered nowhere once it is removed, and drafts with it are forgotten', async () => {
    const { postgres, person, jobs } = await setup();
    await person.sends('закат над морем');
    await person.presses('3:4');
    await person.sends('/avatars');
    await person.presses(/Анна/);
    await person.presses('🗑 Удалить');

    await person.presses(/Да, удалить/);

    await person.sends('/generate');
    await person.sees(/Рисую: Борис/);
    expect(await postgres.admin.query('SELECT FROM bot.draft')).toEqual([]);
    expect(await jobs()).toContain('delete-avatar');
  });
});
