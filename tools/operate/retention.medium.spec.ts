import { describe, expect, it } from '@jest/globals';
import { OperatorActs } from '@aisha/database';
import { eventually, onPostgres } from '@aisha/testing';
import { aisha } from './ran-command';

const WHY = ['--operator', 'olga', '--reason', 'storage'];

const setup = async () => {
  const postgres = await onPostgres('bot');
  const command = (...args: string[]) => aisha({ DATABASE_URL: postgres.url }, 'retention', ...args);
  const answer = async () => {
    const sent = await eventually(async () => (await postgres.outboxOf('bot'))[0] ?? false);
    const payload = sent.payload as { actId: string; operator: string; reason: string };
    await postgres.database.transaction((tx) =>
      new OperatorActs('bot').record(tx, payload, { act: 'set-retention', subject: 'picture' }, () =>
        Promise.resolve({ outcome: 'done' }),
      ),
    );
    return sent;
  };
  return { postgres, command, answer };
};

describe('aisha retention', () => {
  it('aisha retention changes nothing without --yes, and with it sends the gateway one act', async () => {
    const { postgres, command, answer } = await setup();
    expect((await command('set', 'picture', '365', ...WHY)).text).toMatch(
      /would keep picture for 365 days; people are told 14 days before[^]*Nothing was changed/,
    );
    expect(await postgres.outboxOf('bot')).toEqual([]);

    const [said, sent] = await Promise.all([command('set', 'picture', '365', ...WHY, '--yes'), answer()]);

    expect(said).toMatchObject({ code: 0, text: expect.stringMatching(/^will keep picture for 365 days/) });
    expect(sent).toMatchObject({
      receiver: 'bot-gateway',
      job: 'set-retention',
      payload: { kept: 'picture', days: 365, operator: 'command:olga', reason: 'storage' },
    });
  });

  it.each([
    [['set', 'photo', '365', ...WHY], /photo: must be one of/],
    [['set', 'picture', '7', ...WHY], /7: must be days from 30 to 3650, or for-ever/],
    [['set', 'picture', 'soon', ...WHY], /soon: must be days/],
    [['set', 'picture', '365', '--yes'], /--operator and --reason must be set/],
    [['picture'], /retention \[--json\]/],
  ])('aisha retention refuses what it does not understand: %j', async (args, text) => {
    const { command } = await setup();

    expect(await command(...args)).toMatchObject({ code: 1, text: expect.stringMatching(text) });
  });

  it('aisha retention lists how long each kind is kept, and how many people were told', async () => {
    const { postgres, command } = await setup();
    await postgres.admin.query(
      `INSERT INTO bot.retention_rule (id, kept, days, set_at) VALUES
         ('00000000-0000-7000-8000-000000000001', 'picture', 365, '2026-11-01Z'), ('00000000-0000-7000-8000-000000000002', 'picture', 180, '2026-11-02Z')`,
    );
    await postgres.admin.query(
      `INSERT INTO bot.retention_notice (rule_id, subject_id, user_id) VALUES ('00000000-0000-7000-8000-000000000002', gen_random_uuid(), gen_random_uuid())`,
    );

    const { text } = await command();

    expect(text).toMatch(/picture {2}180 days, set 2026-11-02T00:00:00.000Z, told: 1/);
    expect(text).toMatch(/avatar {2}until deleted/);
    expect(JSON.parse((await command('--json')).text)).toContainEqual(
      expect.objectContaining({ kept: 'picture', days: 180, told: 1 }),
    );
  });
});
