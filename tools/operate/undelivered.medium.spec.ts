import { describe, expect, it } from '@jest/globals';
import { OperatorActs } from '@aisha/database';
import { onPostgres } from '@aisha/testing';
import { answersActs } from './answering-acts';
import { aisha } from './ran-command';

const BY = ['--operator', 'nina', '--reason', 'Telegram is back', '--yes'];

const ORDER = '0197c0de-0000-7000-8000-000000000001';

const setup = async () => {
  const postgres = await onPostgres('bot');
  const { userId } = await postgres.fixtures.person();
  const asked: object[] = [];
  let outcome = 'done';
  const [refused] = await postgres.admin.query<{ id: string }>(
    `INSERT INTO bot.delivery (user_id, chat_id, class, content, status, attempts, error, trace_id)
     VALUES ($1, 7, 'result', '{"kind": "album", "markup": "an idea of theirs"}', 'undelivered', 60, 'telegram-unreachable', $2)
     RETURNING id`,
    [userId, ORDER],
  );
  const command = (...args: string[]) => aisha({ DATABASE_URL: postgres.url }, 'undelivered', ...args);
  // Stands in for the bot: records the act with `outcome`. What the bot really does is tested in apps/bot-gateway.
  answersActs(postgres, 'bot', 'decide-undelivered', (payload, context) =>
    context
      .once((tx) =>
        new OperatorActs('bot').record(tx, payload as never, { act: 'retry-undelivered', userId }, async () => {
          asked.push(payload);
          return Promise.resolve({ outcome });
        }),
      )
      .then(() => undefined),
  );
  const decides = (one: string) => void (outcome = one);
  return { id: refused!.id, command, asked, decides };
};

describe('the command for undelivered results', () => {
  it('the command for undelivered results lists them with their orders, and without their content', async () => {
    const { id, command } = await setup();
    const { code, text } = await command();

    expect(code).toBe(0);
    expect(text).toMatch(new RegExp(`^${id} {2}album {2}telegram-unreachable .* ${ORDER} {2}to 7\n1 in all`));
    expect(text).not.toContain('an idea');
  });

  it('the command for undelivered results changes nothing without --yes, and with it sends the bot one act and prints the outcome', async () => {
    const { id, command, asked, decides } = await setup();
    expect((await command('retry', id)).text).toMatch(/would retry: [^]*Nothing was changed/);
    expect(await command('retry', id, '--yes')).toMatchObject({ code: 1, text: expect.stringContaining('--reason') });
    expect(asked).toEqual([]);

    expect(await command('retry', id, ...BY)).toMatchObject({ code: 0, text: expect.stringMatching(/^retry: /) });
    const by = { operator: 'command:nina', reason: 'Telegram is back' };
    expect(asked).toMatchObject([{ deliveryId: id, decision: 'retry', ...by }]);

    decides('decided-before');
    expect(await command('drop', id, ...BY)).toMatchObject({
      code: 0,
      text: expect.stringMatching(/^decided by somebody else: /),
    });
    expect(asked).toMatchObject([{}, { deliveryId: id, decision: 'drop' }]);
    expect(await command('drop', '4711', ...BY)).toMatchObject({ code: 1, text: expect.stringContaining('no such') });
  });

  it('the command for undelivered results ends with an error when the bot refuses the decision', async () => {
    const { id, command, decides } = await setup();
    decides('letter-is-refunded');

    expect(await command('drop', id, ...BY)).toMatchObject({
      code: 1,
      text: expect.stringContaining('refused (letter-is-refunded)'),
    });
  });

  it('the command for undelivered results chooses by kind, code and time, and prints everything but the content as JSON', async () => {
    const { id, command, asked } = await setup();

    expect((await command('--kind', 'receipt')).text).toBe('none\n');
    expect((await command('--since', '2h', '--kind', 'album')).text).toContain('1 in all');
    const { text } = await command('--json');
    expect(JSON.parse(text)).toMatchObject([{ id, kind: 'album', reason: 'telegram-unreachable', orderId: ORDER }]);
    expect(text).not.toContain('an idea');

    expect((await command('retry', 'all', '--code', 'chat-is-gone', ...BY)).text).toBe('none matches\n');
    expect(asked).toEqual([]);
    await command('retry', 'all', '--code', 'telegram-unreachable', ...BY);
    expect(asked).toMatchObject([{ deliveryId: id, decision: 'retry' }]);
  });
});
