import { describe, expect, it } from '@jest/globals';
import { OperatorActs } from '@aisha/database';
import { referenceNumber, type TicketId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { eventually, onPostgres } from '@aisha/testing';
import { aisha } from './ran-command';

const setup = async () => {
  const postgres = await onPostgres('bot');
  const run = (...words: string[]) => aisha({ MIGRATE_DATABASE_URL: postgres.adminUrl }, 'support', ...words);
  const ticket = async (words: string, waitsFor = 'operator') => {
    const { userId } = await postgres.fixtures.person();
    const id = newId<TicketId>();
    await postgres.admin.query(`INSERT INTO bot.support_ticket (id, user_id, waits_for) VALUES ($1, $2, $3)`, [
      id,
      userId,
      waitsFor,
    ]);
    await postgres.admin.query(`INSERT INTO bot.support_message (id, ticket_id, words) VALUES ($1, $2, $3)`, [
      newId(),
      id,
      words,
    ]);
    return id;
  };
  return { postgres, run, ticket };
};

describe('aisha support', () => {
  it('aisha support lists who waits, without words, and shows the words of the ticket that is asked for', async () => {
    const { run, ticket } = await setup();
    const first = await ticket('Списалось\nдважды');
    const answered = await ticket('Спасибо', 'person');

    const { text } = await run();
    expect(text).toContain(`${referenceNumber(first)}  ${first}`);
    expect(text).toContain('1 in all');
    expect(text).not.toContain('дважды');
    expect((await run('--all', '--json')).text).toContain(answered);
    expect((await run('show', referenceNumber(first))).text).toMatch(/the person:\n {4}Списалось\n {4}дважды/);
    expect(await run('show', 'ffffffff')).toMatchObject({ code: 1, text: expect.stringContaining('no such ticket') });
  });

  it('aisha support sends an answer as an act only with --yes, and says when the act was refused', async () => {
    const { postgres, run, ticket } = await setup();
    const id = await ticket('Где картинка?');
    const [, newest] = /--seen (\S+)/.exec((await run('show', referenceNumber(id))).text) ?? [];
    const words = ['answer', referenceNumber(id), '--text', 'Вот она', '--operator', 'olga', '--seen', newest!];
    expect((await run(...words)).text).toMatch(/would answer[^]*Nothing was changed/);
    expect(await run('close', referenceNumber(id), '--operator', 'olga', '--yes')).toMatchObject({ code: 1 });
    expect(await postgres.outboxOf('bot')).toEqual([]);

    const said = run(...words, '--yes');
    const { job, payload } = await eventually(async () => (await postgres.outboxOf('bot'))[0] ?? false);
    await postgres.database.transaction((tx) =>
      new OperatorActs('bot').record(tx, payload as never, { act: 'answer-ticket' }, async () => ({
        outcome: 'ticket-closed',
      })),
    );

    expect([job, payload['ticketId'], payload['text']]).toEqual(['answer-ticket', id, 'Вот она']);
    const [written] = await postgres.admin.query<{ id: string }>('SELECT id FROM bot.support_message');
    expect(payload['seenMessageId']).toBe(written!.id); // so that what the person writes meanwhile is not lost
    expect(await said).toMatchObject({ code: 1, text: expect.stringContaining('refused: ticket-closed') });
  });

  it.each([
    ['answer', ['--text', 'Вот она'], { text: 'Вот она', reason: 'an answer' }],
    ['close', ['--reason', 'doubled'], { reason: 'doubled' }],
  ] as const)(
    'aisha support sends one act with --yes, and says that it is done once the bot has done it: %s',
    async (action, more, asked) => {
      const { postgres, run, ticket } = await setup();
      const id = await ticket('Где картинка?');

      const said = run(action, referenceNumber(id), ...more, '--operator', 'olga', '--yes');
      const sent = await eventually(async () => {
        const acts = await postgres.outboxOf('bot');
        return acts.length > 0 && acts;
      });
      expect(sent).toMatchObject([
        { job: `${action}-ticket`, payload: { ticketId: id, operator: 'command:olga', ...asked } },
      ]);
      await postgres.database.transaction((tx) =>
        new OperatorActs('bot').record(tx, sent[0]!.payload as never, { act: `${action}-ticket` }, async () => ({
          outcome: 'done',
        })),
      );

      expect(await said).toMatchObject({
        code: 0,
        text: expect.stringContaining(`done: ${action} ${referenceNumber(id)}`),
      });
    },
  );
});
