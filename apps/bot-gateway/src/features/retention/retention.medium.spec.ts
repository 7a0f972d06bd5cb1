import { describe, expect, it } from '@jest/globals';
import { lowestIdAt, OperatorActs } from '@aisha/database';
import { MADE_WITHIN_DAYS } from '@aisha/database/bot';
import { DAY_MS, HOUR_MS, type AvatarId, type OrderId, type PictureId, type UserId } from '@aisha/domain';
import { RETENTION_NOTICE_DAYS } from '@aisha/domain';
import { FILE_KINDS, RULED_KINDS, type RuledKind } from '@aisha/kinds/tables';
import { Logger, newId } from '@aisha/platform';
import { eventually, jobContext, ManualClock } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { restoreTexts, retentionTexts, supportTexts, upscaleTexts } from '@aisha/words';
import { botHarness } from '../../../spec/bot-harness';
import { fileKindViews } from '../../features';
import { FileKinds } from '../../orders/file-kind';
import { KeepByRules } from './keep-by-rules';
import { SetRetentionHandler } from './set-retention.handler';
import { RetentionRuleStore } from './retention-rule.store';

const setup = async () => {
  const harness = await botHarness();
  const { postgres } = harness;
  const bot = await harness.replica();
  const { anna, userId } = await harness.annaWithCredits();
  const clock = new ManualClock(new Date());
  const rules = new RetentionRuleStore();
  const keeper = new KeepByRules(postgres.database, bot.effects, new FileKinds(fileKindViews), clock, Logger.silent());
  const rule = (kept: RuledKind, days: number | null) => {
    const id = newId<string>();
    return postgres.database.transaction((tx) => rules.set(tx, { id, kept, days }));
  };
  const sent = async (job: string) =>
    (await postgres.outboxOf('bot')).filter((one) => one.job === job).map(({ payload }) => payload);
  /** Two orders, each with one picture. */
  const pictures = async () => {
    const of = async () => {
      const { orderId } = await postgres.fixtures.generation({ userId, state: 'succeeded', delivered: 1 });
      return postgres.fixtures.picture({ orderId });
    };
    return [await of(), await of()] as const;
  };
  /** An enlarged picture, with the hours from now to its order and to its end. */
  const upscale = async (owner: UserId, { orderedHours, madeHours }: { orderedHours: number; madeHours: number }) => {
    const after = (hours: number) => new Date(Date.now() + hours * HOUR_MS);
    const orderId = lowestIdAt(after(orderedHours).getTime()) as OrderId;
    const ended = { state: 'succeeded', units: 1, delivered: 1, finishedAt: after(madeHours) } as const;
    await postgres.fixtures.upscale({ orderId, userId: owner, ...ended, filePath: 'files:x', bytes: 1 });
    return orderId;
  };
  return {
    ...harness,
    anna,
    userId,
    rule,
    sent,
    pictures,
    upscale,
    /** Applies the rules as if it were this many days later. */
    looksIn: async (days: number) => {
      clock.set(new Date(Date.now() + days * DAY_MS));
      await keeper.run();
    },
    removedOrders: async () => (await sent('delete-result')).map(({ orderId }) => orderId as OrderId).toSorted(),
    removed: async () => (await sent('delete-result')).map(({ part }) => part as PictureId).toSorted(),
    avatarUsed: (avatarId: AvatarId) =>
      postgres.fixtures.generation({ userId, state: 'succeeded', delivered: 1, input: { avatarId } as never }),
  };
};

describe('a rule of the owner about files', () => {
  it('the deletion of files is announced once, two weeks ahead, and no file is deleted earlier', async () => {
    const { anna, rule, looksIn, pictures, removed } = await setup();
    const [first, second] = await pictures();
    await rule('picture', 60);

    await looksIn(60 - RETENTION_NOTICE_DAYS + MADE_WITHIN_DAYS - 1);
    expect((await anna.chat()).filter(({ text }) => /я теперь храню/.test(text ?? ''))).toEqual([]);
    await looksIn(60 - RETENTION_NOTICE_DAYS + MADE_WITHIN_DAYS + 1);
    const told = await anna.sees(/Картинки: я теперь храню их 60 дней[^]*2 файла/);
    expect(told.buttons.flat().map(({ text }) => text)).toEqual([retentionTexts.ru.files, retentionTexts.ru.menu]);
    await looksIn(60 - RETENTION_NOTICE_DAYS + MADE_WITHIN_DAYS + 2);
    await looksIn(60 + MADE_WITHIN_DAYS - 1);
    expect(await removed()).toEqual([]);
    await looksIn(60 + MADE_WITHIN_DAYS + 2);
    await looksIn(60 + MADE_WITHIN_DAYS + 3);

    expect(await removed()).toEqual([first.id, second.id].toSorted());
    const chat = await anna.chat();
    expect(chat.filter(({ text }) => /я теперь храню/.test(text ?? ''))).toHaveLength(1);
  });

  it('people are not told again of a rule of the owner that is set a second time, and a file goes on the day that they were told', async () => {
    const { anna, rule, looksIn, pictures, removed } = await setup();
    await pictures();
    await rule('picture', 60);
    await looksIn(400);
    await anna.sees(/я теперь храню/);

    await rule('picture', 60);
    await looksIn(401);
    await looksIn(400 + RETENTION_NOTICE_DAYS + 1);

    expect(await removed()).toHaveLength(2);
    expect((await anna.chat()).filter(({ text }) => /я теперь храню/.test(text ?? ''))).toHaveLength(1);
    await rule('picture', 90);
    await looksIn(500);
    await rule('picture', 60); // another rule than the one in force, though an earlier one was the same
    await looksIn(600);
    expect(await removed()).toHaveLength(2);
  });

  it('files that are older than a new rule allows are deleted two weeks after the announcement, even if the bot was away for long', async () => {
    const { anna, rule, looksIn, pictures, removed } = await setup();
    await pictures();
    await rule('picture', 60);

    await looksIn(400);
    await anna.sees(/я теперь храню/);
    expect(await removed()).toEqual([]);
    await looksIn(400 + RETENTION_NOTICE_DAYS - 1);
    expect(await removed()).toEqual([]);
    await looksIn(400 + RETENTION_NOTICE_DAYS + 1);

    expect(await removed()).toHaveLength(2);
  });

  it('a file that was ordered before another one and came after it is announced, and both are deleted, neither before it has the age of the rule', async () => {
    const { anna, userId, rule, looksIn, upscale, removedOrders } = await setup();
    const boris = newId<UserId>();
    const late = await upscale(userId, { orderedHours: 0, madeHours: 47 });
    const early = await upscale(boris, { orderedHours: 1, madeHours: 2 });
    await rule('upscale', 60);

    // Each moment of a day: the one at which the early file has the age of the rule and the late one has not, too.
    for (let hours = 0; hours <= 4 * 24; hours += 1) await looksIn(60 - RETENTION_NOTICE_DAYS + hours / 24);
    await anna.sees(/удалю 1 файл, который/);
    await looksIn(60 + 46 / 24);
    expect(await removedOrders()).toEqual([]);
    for (let hours = 48; hours <= 4 * 24; hours += 8) await looksIn(60 + hours / 24);

    expect(await removedOrders()).toEqual([late, early].toSorted());
  });

  it('a file that is made after the announcements have passed its order is announced when it would be deleted, and holds up no other file for longer than its own notice', async () => {
    const { anna, userId, rule, looksIn, upscale, removedOrders } = await setup();
    const boris = newId<UserId>();
    const early = await upscale(boris, { orderedHours: 1, madeHours: 2 });
    await rule('upscale', 60);
    await looksIn(60);
    const late = await upscale(userId, { orderedHours: 0, madeHours: 24 * 20 });

    await looksIn(80);
    await anna.sees(/удалю 1 файл, который/);
    expect(await removedOrders()).toEqual([]);
    await looksIn(80 + RETENTION_NOTICE_DAYS + 1);

    expect(await removedOrders()).toEqual([late, early].toSorted());
  });

  it('an act sets a rule once, and writes its audit row once', async () => {
    const { postgres } = await setup();
    const handler = new SetRetentionHandler(new OperatorActs('bot'), new RetentionRuleStore(), Logger.silent());
    const by = { actId: newId<string>(), operator: 'command:nina', reason: 'storage' };

    for (const messageId of [newId<string>(), newId<string>()])
      await handler.handle({ ...by, kept: 'picture', days: 90 }, jobContext(postgres, { messageId }));

    expect(await postgres.admin.query('SELECT id, kept, days FROM bot.retention_rule')).toEqual([
      { id: by.actId, kept: 'picture', days: 90 },
    ]);
    expect(await postgres.admin.query('SELECT act, subject, outcome FROM bot.operator_act')).toEqual([
      { act: 'set-retention', subject: 'picture', outcome: 'done' },
    ]);
  });

  it('the newest rule applies: a rule that keeps everything also stops a deletion that was announced', async () => {
    const { anna, rule, looksIn, pictures, removed } = await setup();
    await pictures();
    await rule('picture', 60);
    await looksIn(50);
    await anna.sees(/я теперь храню/);
    await rule('picture', null);

    await looksIn(400);

    expect(await removed()).toEqual([]);
  });

  it.each(RULED_KINDS.filter((kind) => kind !== 'avatar'))(
    'a rule about files of the kind %s is applied without an error',
    async (kind) => {
      const { rule, looksIn } = await setup();
      await rule(kind, 60);

      await looksIn(400);
    },
  );

  it('every kind of file can have a rule except photos, which are deleted with their avatar', () => {
    expect([...RULED_KINDS, 'photo'].toSorted()).toEqual([...FILE_KINDS, 'avatar'].toSorted());
  });

  it('files that will go are called as «Мои файлы» calls them, when they are announced and in /privacy: by another name their person saves the wrong ones', async () => {
    const { anna, userId, rule, looksIn, upscale } = await setup();
    await upscale(userId, { orderedHours: 0, madeHours: 0 });
    await rule('upscale', 60);
    await rule('restoration', 90);

    await looksIn(60 - RETENTION_NOTICE_DAYS + MADE_WITHIN_DAYS + 1);
    await anna.sees(`${upscaleTexts.ru.fileMany}: я теперь храню их 60 дней`);
    await anna.sends('/privacy');
    await anna.presses(supportTexts.ru.privacyInFull);
    await anna.presses(retentionTexts.ru.openRules);

    const rules = await anna.sees(`${upscaleTexts.ru.fileMany}: 60 дней`);
    expect(rules.text).toContain(`${restoreTexts.ru.fileMany}: 90 дней`);
  });

  it('/privacy names the rules that apply, and mentions no rules while there are none', async () => {
    const { anna, rule } = await setup();
    await anna.sends('/privacy');
    await anna.presses(supportTexts.ru.privacyInFull);
    const before = await anna.sees(saying(supportTexts.ru.privacyDetails));
    expect(JSON.stringify(before.buttons)).not.toContain(retentionTexts.ru.openRules);
    await rule('picture', 60);
    await rule('avatar', 365);

    await anna.sends('/privacy');
    await anna.presses(supportTexts.ru.privacyInFull);
    await anna.presses(retentionTexts.ru.openRules);

    await anna.sees(/Сколько храню готовое[^]*Аватар, которым не рисуют: 365 дней[^]*Картинки: 60 дней/);
  });
});

describe('a rule of the owner about avatars', () => {
  it('the deletion of an avatar with which nobody draws is announced and then carried out, and the permissions for the avatar end; an avatar that is used in between stays', async () => {
    const { anna, userId, postgres, rule, looksIn, sent, avatarUsed } = await setup();
    const trained = { userId, status: 'completed', trainingCompletedAt: new Date() } as const;
    const idle = await postgres.fixtures.avatar({ ...trained, name: 'Забытый' });
    const used = await postgres.fixtures.avatar({ ...trained, name: 'Любимый' });
    const friend = { askerId: newId<UserId>(), giverId: userId };
    const { id: ofIdle } = await postgres.fixtures.drawingPermission({ ...friend, avatarId: idle.id });
    const { id: ofUsed } = await postgres.fixtures.drawingPermission({ ...friend, avatarId: used.id });
    const inForce = async () =>
      (await postgres.admin.query<{ id: string }>('SELECT id FROM bot.drawing_permission WHERE withdrawn_at IS NULL'))
        .map(({ id }) => id)
        .toSorted();
    await rule('avatar', 90);

    await looksIn(80);
    await anna.sees(/Аватар «Забытый» давно не рисовали/);
    await anna.sees(/Аватар «Любимый» давно не рисовали/);
    expect(await inForce()).toEqual([ofIdle, ofUsed].toSorted());
    const { orderId } = await avatarUsed(used.id);
    await postgres.admin.query(
      `UPDATE generator.image_generation SET created_at = now() + interval '82 days' WHERE order_id = $1`,
      [orderId as OrderId],
    );
    await looksIn(100);

    expect(await sent('delete-avatar')).toEqual([{ avatarId: idle.id, userId }]);
    expect(await inForce()).toEqual([ofUsed]);
    // The avatar that was used is announced for deletion a second time: after that use, too, it has lain unused for as long as the rule says.
    await looksIn(160);
    await eventually(async () => {
      const told = (await anna.chat()).filter(({ text }) => /«Любимый» давно не рисовали/.test(text ?? ''));
      return told.length === 2;
    });
    expect(await sent('delete-avatar')).toHaveLength(1);
  });

  it('the announcement of an avatar that is stopped does not ask for a picture, which would be refused, and leads to what the stop asks for', async () => {
    const { anna, userId, postgres, rule, looksIn } = await setup();
    const trained = { userId, status: 'completed', trainingCompletedAt: new Date() } as const;
    await postgres.fixtures.avatar({
      ...trained,
      name: 'Остановленный',
      stoppedFor: 'reported',
      stoppedAt: new Date(),
    });
    await postgres.fixtures.avatar({ ...trained, name: 'Свободный' });
    await rule('avatar', 90);

    await looksIn(80);

    const stopped = await anna.sees(/«Остановленный» давно не рисовали/);
    expect(stopped.text).toMatch(/Он остановлен, рисовать им пока нельзя/);
    expect(stopped.text).not.toMatch(/хотя бы одну картинку/);
    expect(stopped.buttons.flat().map(({ text }) => text)).toEqual([retentionTexts.ru.avatar]);
    expect((await anna.sees(/«Свободный» давно не рисовали/)).text).toMatch(/хотя бы одну картинку/);
  });
});
