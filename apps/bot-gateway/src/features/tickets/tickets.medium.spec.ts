import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { OperatorActReader, OperatorActs } from '@aisha/database';
import { SupportTicketReader } from '@aisha/database/bot';
import { referenceNumber, RETENTION_MS, SUPPORT_WORDS, type TicketId, type UserId } from '@aisha/domain';
import { Logger, newId } from '@aisha/platform';
import { eventually, jobContext } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { supportTexts, ticketsTexts } from '@aisha/words';
import { botHarness } from '../../../spec/bot-harness';
import { Readers } from '../../engine/conversation';
import { ForgetTickets } from './forget-tickets';
import { AnswerTicketHandler, CloseTicketHandler, TicketActs } from './ticket.handlers';

const aPhoto = () =>
  sharp({ create: { width: 40, height: 40, channels: 3, background: 'tan' } })
    .jpeg()
    .toBuffer();

const BY_OLGA = { operator: 'telegram:500002', reason: 'an answer' };

const setup = async (language?: string) => {
  const harness = await botHarness();
  const { postgres } = harness;
  const { deliveries } = await harness.replica();
  const acts = new TicketActs(new OperatorActs('bot'), deliveries, new Readers(postgres.database));
  const answering = new AnswerTicketHandler(acts);
  const closing = new CloseTicketHandler(acts);
  const reader = new SupportTicketReader(postgres.database);
  const anna = await harness.joins('Anna', language);
  const writes = async (words: string) => {
    await anna.sends('/support');
    await anna.sees(language === 'en' ? /Write right here/ : /Напишите прямо сюда/);
    return anna.sends(words);
  };
  const answer = (
    ticketId: TicketId,
    text = 'Кредиты <вернулись>',
    { actId = newId<string>(), seenMessageId }: { actId?: string; seenMessageId?: string } = {},
  ) =>
    answering.handle(
      { ...BY_OLGA, actId, ticketId, text, ...(seenMessageId !== undefined && { seenMessageId }) },
      jobContext(postgres),
    );
  const close = (ticketId: TicketId, seenMessageId?: string) =>
    closing.handle(
      { ...BY_OLGA, actId: newId<string>(), ticketId, ...(seenMessageId !== undefined && { seenMessageId }) },
      jobContext(postgres),
    );
  const ticket = async () => (await reader.page('all', { limit: 1 })).tickets[0]!;
  const said = async () =>
    (await reader.messages((await ticket()).id)).map(({ operator, words }) => ({ operator, words }));
  const outcomes = async () => {
    const audit = new OperatorActReader((sql, parameters) => postgres.admin.query(sql, parameters));
    return (await audit.page({}, { limit: 10 })).acts.map(({ act, outcome }) => `${act}: ${outcome}`);
  };
  const consent = async () => {
    const [person] = await postgres.admin.query('SELECT user_id AS "userId" FROM bot.person');
    await postgres.fixtures.consent(person as { userId: UserId });
  };
  return { ...harness, anna, consent, reader, writes, answer, close, ticket, said, outcomes };
};

describe('a person who writes to support', () => {
  it.each([
    ['ru', /Передала, номер обращения/, /Ответ поддержки/, ticketsTexts.ru],
    ['en', /Passed on, ticket/, /Support answers/, ticketsTexts.en],
  ] as const)(
    'a person who writes to support reads that the message arrived, gets the answer and writes again, in %s',
    async (language, taken, answered, t) => {
      const { anna, writes, answer, ticket, said, reader } = await setup(language);
      await writes('Списалось дважды');
      await anna.sees(taken);
      await anna.sends('И ещё вот что');
      await eventually(async () => expect(await said()).toHaveLength(2));
      await anna.sees(referenceNumber((await ticket()).id));
      expect((await reader.page('waiting', { limit: 9 })).tickets).toHaveLength(1);

      await answer((await ticket()).id);

      const shown = await anna.sees(answered);
      expect(shown.text).toContain('Кредиты <вернулись>');
      expect((await reader.page('waiting', { limit: 9 })).tickets).toHaveLength(0);
      await anna.presses(t.again);
      await anna.sees(referenceNumber((await ticket()).id), { after: shown });
      await anna.sends('Спасибо');
      await eventually(async () => expect(await said()).toHaveLength(4));
      expect(await said()).toEqual([
        { operator: null, words: 'Списалось дважды' },
        { operator: null, words: 'И ещё вот что' },
        { operator: 'telegram:500002', words: 'Кредиты <вернулись>' },
        { operator: null, words: 'Спасибо' },
      ]);
    },
  );

  it('a person who writes again while they wait keeps their place in the line, and after an answer waits anew', async () => {
    const { anna, writes, answer, ticket, said, postgres } = await setup();
    await writes('Где картинка?');
    await anna.sees(/Передала/);
    const since = new Date('2026-11-01T10:00:00Z');
    await postgres.admin.query(`UPDATE bot.support_ticket SET last_at = $1`, [since]);

    await anna.sends('Вы там?');
    await eventually(async () => expect(await said()).toHaveLength(2));
    expect((await ticket()).lastAt).toEqual(since);

    const { id } = await ticket();
    await answer(id);
    const answered = await anna.sees(/Ответ поддержки/);
    await anna.presses(ticketsTexts.ru.again);
    await anna.sees(referenceNumber(id), { after: answered });
    await anna.sends('Нет, не пришла');
    await eventually(async () => expect(await said()).toHaveLength(4));
    expect((await ticket()).lastAt.getTime()).toBeGreaterThan(since.getTime());
  });

  it('words that came while an operator wrote keep the ticket in the line, in its place, and open, until an operator has seen them', async () => {
    const { anna, writes, answer, close, ticket, said, reader, outcomes, postgres } = await setup();
    await writes('Где картинка?');
    await anna.sees(/Передала/);
    const since = new Date('2026-11-01T10:00:00Z');
    await postgres.admin.query(`UPDATE bot.support_ticket SET last_at = $1`, [since]);
    const { id } = await ticket();
    const seen = async () => (await reader.messages(id)).at(-1)!.id;
    const first = await seen();
    await anna.sends('И ещё списалось дважды');
    await eventually(async () => expect(await said()).toHaveLength(2));
    const second = await seen();

    await answer(id, 'Вот она', { seenMessageId: first });
    await anna.sees(/Вот она/);
    await close(id, first);

    expect(await ticket()).toMatchObject({ waitsFor: 'operator', lastAt: since, closedAt: null });
    await answer(id, 'Вернула', { seenMessageId: second });
    expect((await ticket()).waitsFor).toBe('person');
    await close(id, await seen());
    await anna.sees(/закрыто/);
    expect(await outcomes()).toEqual([
      'close-ticket: done',
      'answer-ticket: done',
      'close-ticket: has-new-words',
      'answer-ticket: done',
    ]);
  });

  it('an answer that comes twice is shown once, and an answer to an unknown or closed ticket is refused', async () => {
    const { anna, writes, answer, close, ticket, said, outcomes } = await setup();
    await writes('Где картинка?');
    await anna.sees(/Передала/);
    const { id } = await ticket();
    const actId = newId<string>();

    await Promise.all([answer(id, 'Вот', { actId }), answer(id, 'Вот', { actId })]);
    await answer(newId<TicketId>());
    await close(id);
    await anna.sees(/закрыто/);
    await answer(id, 'Поздно');
    await close(id);

    expect(await said()).toHaveLength(2);
    expect(await outcomes()).toEqual([
      'close-ticket: ticket-closed',
      'answer-ticket: ticket-closed',
      'close-ticket: done',
      'answer-ticket: ticket-unknown',
      'answer-ticket: done',
    ]);
    const sent = await writes('Снова я');
    await anna.sees(/Передала/, { after: sent });
    expect((await ticket()).id).not.toBe(id);
  });

  it('what is written below a file is passed on without the file, and a file without words leaves the person with support', async () => {
    const { anna, consent, writes, said } = await setup();
    const first = await writes('Лицо не моё');
    await anna.sees(/Передала/, { after: first });
    await consent();

    const voice = await anna.sendsVoice(Buffer.from('voice'), 2);
    await anna.sees(/Поддержка читает только текст/, { after: voice });
    const [photo] = await anna.sendsPhotos([await aPhoto()], 'Вот на этой картинке');
    await anna.sees(/Слова передала[^]*Сам файл — нет/, { after: photo! });
    await anna.sends('Посмотрите');

    await eventually(async () =>
      expect((await said()).map(({ words }) => words)).toEqual(['Лицо не моё', 'Вот на этой картинке', 'Посмотрите']),
    );
  });

  it.each([
    ['a person who is banned', `UPDATE bot.person SET banned_until = 'infinity'`],
    ['a person who has not consented to the use of their files', `UPDATE bot.person SET banned_until = NULL`],
  ])('what is written below a file is passed on for %s as well, and the file is not opened', async (_who, change) => {
    const { anna, writes, said, postgres } = await setup();
    const first = await writes('Лицо не моё');
    await anna.sees(/Передала/, { after: first });
    await postgres.admin.query(change);

    const voice = await anna.sendsVoice(Buffer.from('voice'), 2);
    await anna.sees(/Поддержка читает только текст/, { after: voice });
    const [photo] = await anna.sendsPhotos([await aPhoto()], 'Вот на этой картинке');
    await anna.sees(/Слова передала[^]*Сам файл — нет/, { after: photo! });

    expect((await said()).map(({ words }) => words)).toEqual(['Лицо не моё', 'Вот на этой картинке']);
    expect((await postgres.outboxOf('bot')).map(({ job }) => job)).not.toContain('fetch-file');
  });

  it('an album to support is answered once for its files, and for the words below one of them, wherever they stand', async () => {
    const { anna, consent, writes, said } = await setup();
    const first = await writes('Лицо не моё');
    await anna.sees(/Передала/, { after: first });
    await consent();

    const [one] = await anna.sendsPhotos([await aPhoto(), await aPhoto(), await aPhoto()], 'Вот на этих');

    await anna.sees(/Слова передала[^]*Сам файл — нет/, { after: one! });
    await anna.sees(/Поддержка читает только текст/, { after: one! });
    await anna.sends('Посмотрите');
    await eventually(async () =>
      expect((await said()).map(({ words }) => words)).toEqual(['Лицо не моё', 'Вот на этих', 'Посмотрите']),
    );
    expect((await anna.chat()).filter(({ text }) => text?.includes('читает только текст, этого'))).toHaveLength(1);
  });

  it('a message that is too long, or one too many for a day, is not passed on, and the person is told so', async () => {
    const { anna, writes, postgres, said, ticket } = await setup();
    await writes('я'.repeat(SUPPORT_WORDS.most + 1));
    await anna.sees(/Слишком длинно/);
    await anna.sends('я'.repeat(SUPPORT_WORDS.most));
    await anna.sees(/Передала/);
    await postgres.admin.query(
      `INSERT INTO bot.support_message (id, ticket_id, words) SELECT gen_random_uuid(), $1, 'ещё' FROM generate_series(2, $2)`,
      [(await ticket()).id, SUPPORT_WORDS.aDay],
    );

    await anna.sends('и это');
    await anna.sees(/За сутки вы написали уже 20 раз/);

    expect(await said()).toHaveLength(SUPPORT_WORDS.aDay);
  });

  it('the words of a ticket are deleted when the person withdraws the consent, and some months after the ticket was closed', async () => {
    const { anna, writes, postgres, close, ticket, onlyUserId } = await setup();
    await writes('Это секрет');
    await anna.sees(/Передала/);
    await postgres.fixtures.consent({ userId: await onlyUserId() });
    await anna.sends('/privacy');
    await anna.presses(supportTexts.ru.withdraw);
    await anna.presses(supportTexts.ru.withdrawSurely);
    await anna.sees(saying(supportTexts.ru.withdrawn));
    expect(await postgres.admin.query('SELECT FROM bot.support_message')).toEqual([]);

    const again = await writes('Снова');
    await anna.sees(/Передала/, { after: again });
    await close((await ticket()).id);
    const clock = new ForgetTickets(postgres.database, Logger.silent());
    const closedAgo = (milliseconds: number) =>
      postgres.admin.query(`UPDATE bot.support_ticket SET closed_at = now() - $1::float8 * interval '1 ms'`, [
        milliseconds,
      ]);
    await closedAgo(RETENTION_MS.closedReport - 60_000);
    await clock.run();
    expect(await postgres.admin.query('SELECT FROM bot.support_message')).toHaveLength(1);
    await closedAgo(RETENTION_MS.closedReport + 60_000);
    await clock.run();
    expect(await postgres.admin.query('SELECT FROM bot.support_message')).toEqual([]);
  });
});
