import { describe, expect, it } from '@jest/globals';
import type { AvatarId } from '@aisha/domain';
import { generatorHarness } from '../../spec/generator-harness';

const IDEA = 'Ксантиппа верхом на жирафе';
const MARK = 'Ксантиппа';

const setup = async () => {
  const harness = await generatorHarness();
  const { postgres, avatar } = harness;
  const { id: avatarId } = await avatar();
  const drawn = harness.order({ avatarId, prompt: IDEA, promptInEnglish: `${MARK} on a giraffe`, pictureCount: 1 });
  const deletes = (id: AvatarId) =>
    postgres.admin.query('UPDATE trainer.avatar SET deleted_at = now() WHERE id = $1', [id]);
  return { ...harness, avatarId, drawn, deletes };
};

describe('the prompts of a deleted avatar', () => {
  it('the prompts of a deleted avatar are deleted from every table; its orders, its pictures and the prompts of other avatars stay', async () => {
    const { postgres, app, avatar, order, work, webhook, find, forgetPrompts, drawn, avatarId, deletes } =
      await setup();
    const other = order({ avatarId: (await avatar()).id, prompt: 'другая идея', pictureCount: 1 });
    for (const asked of [drawn, other]) {
      await app.start(asked);
      await work();
      await webhook(asked.orderId);
    }
    await postgres.admin.query(
      `INSERT INTO generator.dead_letter (message_id, job, payload, code, facts, attempts)
       VALUES ('x', 'start-generation', $1, 'unexpected', '{}', 5)`,
      [JSON.stringify(drawn)],
    );
    expect(await postgres.admin.tablesWith(MARK)).toEqual(['generator.dead_letter', 'generator.image_generation']);

    await deletes(avatarId);
    await forgetPrompts.run();

    expect(await postgres.admin.tablesWith(MARK)).toEqual([]);
    const { generation, pictures } = await find(drawn.orderId);
    expect(generation).toMatchObject({
      state: 'succeeded',
      delivered: 1,
      prompt: '',
      enhancedPrompt: null,
      promptStages: [],
    });
    expect(pictures).toHaveLength(1);
    expect((await find(other.orderId)).generation).toMatchObject({
      prompt: 'другая идея',
      enhancedPrompt: expect.any(String),
    });
  });

  it('the looks of a photo session’s pictures are deleted with the prompts of a deleted avatar; those of another avatar stay', async () => {
    const { postgres, avatar, forgetPrompts, avatarId, userId, deletes, find } = await setup();
    const session = { group: 'cinema', looks: ['noir'], at: 7, drawn: [], missed: null } as const;
    const draws = async (id: AvatarId) => {
      const of = {
        input: { kind: 'avatar', avatarId: id },
        session,
        units: 8,
        delivered: 1,
        state: 'succeeded',
      } as const;
      const { orderId } = await postgres.fixtures.generation({
        ...of,
        userId,
        enhancedPrompt: `Нуар · Film noir: ${MARK}`,
      });
      await postgres.fixtures.picture({ orderId, look: 'noir' });
      return async () => (await find(orderId)).pictures.map(({ look }) => look);
    };
    const theirs = await draws(avatarId);
    const others = await draws((await avatar()).id);

    await deletes(avatarId);
    await forgetPrompts.run();

    expect([await theirs(), await others()]).toEqual([[null], ['noir']]);
  });

  it('the prompts of a deleted avatar stay until the end of an order under way, because FAL may have to be asked again', async () => {
    const { postgres, app, work, webhook, forgetPrompts, drawn, avatarId, deletes } = await setup();
    await app.start(drawn);
    await work();

    await deletes(avatarId);
    await forgetPrompts.run();
    expect(await postgres.admin.tablesWith(MARK)).toEqual(['generator.image_generation']);
    await webhook(drawn.orderId);
    await forgetPrompts.run();

    expect(await postgres.admin.tablesWith(MARK)).toEqual([]);
  });

  it('the first search of a process finds the prompts of an avatar that was deleted ten days ago; later searches do not', async () => {
    const { postgres, forgetPrompts, avatarId } = await setup();
    const promptAfterALook = async () => {
      const { orderId } = await postgres.fixtures.generation({
        state: 'succeeded',
        delivered: 1,
        input: { kind: 'avatar', avatarId },
        prompt: IDEA,
      });
      const tenDaysAgo = `now() - interval '10 days'`;
      await postgres.admin.query(`UPDATE trainer.avatar SET deleted_at = ${tenDaysAgo} WHERE id = $1`, [avatarId]);
      await forgetPrompts.run();
      const [row] = await postgres.admin.query('SELECT prompt FROM generator.image_generation WHERE order_id = $1', [
        orderId,
      ]);
      return row;
    };

    expect(await promptAfterALook()).toEqual({ prompt: '' });
    expect(await promptAfterALook()).toEqual({ prompt: IDEA });
  });
});

describe('the prompts of a person who has withdrawn the consent', () => {
  it('the prompts of a person who has withdrawn the consent are deleted even when no avatar was drawn; prompts from after a new consent stay', async () => {
    const { postgres, forgetPrompts } = await generatorHarness();
    const { userId } = await postgres.fixtures.person();
    const asked = async (prompt: string, createdAt: Date, state: 'succeeded' | 'running' = 'succeeded') =>
      postgres.fixtures.generation({
        userId,
        input: { kind: 'idea' },
        state,
        prompt,
        enhancedPrompt: prompt,
        createdAt,
      });
    const at = (minute: number) => new Date(Date.now() - (60 - minute) * 60_000);
    await asked(IDEA, at(1));
    const { orderId: open } = await asked(`${MARK} ещё рисуется`, at(2), 'running');
    await asked('после второго согласия', at(30));
    await asked('принята после отзыва', at(22));
    await postgres.fixtures.consent({ userId, agreedAt: at(0), withdrawnAt: at(20) });
    await postgres.fixtures.consent({ userId, agreedAt: at(25) });
    const prompts = async () =>
      (
        await postgres.admin.query<{ prompt: string }>(
          'SELECT prompt FROM generator.image_generation ORDER BY created_at',
        )
      ).map(({ prompt }) => prompt);

    await forgetPrompts.run();
    expect(await prompts()).toEqual(['', `${MARK} ещё рисуется`, '', 'после второго согласия']);
    expect(await postgres.admin.tablesWith(IDEA)).toEqual([]);

    await postgres.admin.query(
      `UPDATE generator.image_generation SET state = 'succeeded', delivered = 1, finished_at = now() WHERE order_id = $1`,
      [open],
    );
    await forgetPrompts.run();
    expect(await prompts()).toEqual(['', '', '', 'после второго согласия']);
  });
});
