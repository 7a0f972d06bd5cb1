import { describe, expect, it } from '@jest/globals';
import JSZip from 'jszip';
import type { UserId } from '@aisha/domain';
import { DOCUMENT_TYPES } from '@aisha/kinds';
import { eventually } from '@aisha/testing';
import { newId } from '@aisha/platform';
import { documentKey } from '@aisha/storage';
import { onDocuments, questions } from '../../spec/documents-harness';
import { LEASE_MS, openAi } from '../../spec/transcriber-harness';
import { nameSpeaker } from '../transcripts/transcript.store';

const MEETING = {
  segments: [
    { startsAt: 0, text: 'Всем привет, начинаем встречу по отчёту.' },
    { startsAt: 65, text: 'Анна подготовит отчёт до пятницы.' },
    { startsAt: 3_723, text: 'Борис проверит смету. На этом всё.' },
  ],
};
/** A transcript that becomes four parts of a line each when the model reads 70 characters at once. */
const LONG = {
  segments: ['Первое', 'Второе', 'Третье', 'Четвёртое'].map((nth, index) => ({
    startsAt: index * 100,
    text: `${nth} решение принято единогласно всеми участниками.`,
  })),
};
const IN_PARTS = { partCharacters: 70 };

describe('a document of a transcript', () => {
  it.each(DOCUMENT_TYPES)(
    'a document of a transcript is delivered as a file, and charged at the quoted price (%s)',
    async (documentType) => {
      const { start, work, order, delivered, file, endOf, sent, found } = await onDocuments();
      const template = documentType === 'template' ? 'Что решили\nКто за что отвечает' : null;
      const asked = await order(MEETING, { documentType, template });

      await start(asked);
      await work();

      expect(await endOf()).toEqual({ settled: [{ delivered: 1, of: 1, reason: null }], explained: [] });
      expect(await delivered()).toContain('Анна подготовит отчёт до пятницы.');
      expect(await sent('deliver-result')).toMatchObject([{ orderId: asked.orderId, userId: asked.userId }]);
      expect(await found(asked.orderId)).toMatchObject({
        ...{ documentType, points: expect.any(Array), bytes: (await file()).length },
      });
    },
  );

  it('a document of a transcript gives for each point the time at which it was said', async () => {
    const { start, work, order, delivered } = await onDocuments();

    await start(await order(MEETING, { documentType: 'to_do' }));
    await work();

    const lines = (await delivered()).split('\n');
    expect(lines).toContain('0:00  Всем привет, начинаем встречу по отчёту.');
    expect(lines).toContain('1:02:03  На этом всё.');
  });

  it('a document of a transcript has a task’s owner and date only where the text names them', async () => {
    const { start, work, order, delivered, found } = await onDocuments();
    const asked = await order(MEETING, { documentType: 'to_do' });

    await start(asked);
    await work();

    expect((await found(asked.orderId)).points?.map(({ owner, due }) => ({ owner, due }))).toEqual([
      { owner: null, due: null },
      { owner: 'Анна', due: 'до пятницы' },
      { owner: 'Борис', due: null },
      { owner: null, due: null },
    ]);
    expect(await delivered()).toContain('1:05  Анна подготовит отчёт до пятницы. (кто: Анна; срок: до пятницы)');
  });

  it('a document of a transcript marks a point that the text does not support, and gives it no owner or date', async () => {
    const { start, work, order, delivered, found } = await onDocuments();
    const asked = await order(MEETING, { documentType: 'to_do' });
    openAi.faults.add({ on: 'responses', kind: 'unsupported' });

    await start(asked);
    await work();

    expect(await delivered()).toContain(
      'Летающие слоны подписали договор о поставке лунной пыли. (не подтверждается записью)\n',
    );
    const [invented, said] = (await found(asked.orderId)).points ?? [];
    expect(invented).toMatchObject({ owner: null, due: null, at: null, isSupported: false });
    expect(said).toMatchObject({ owner: 'Анна', at: 65, isSupported: true });
  });

  it.each([
    ['ru', 'Голос B'],
    ['en', 'Voice B'],
  ] as const)(
    'the model that writes a document reads the names that the person gave to the speakers, and for unnamed speakers the chat’s names (%s)',
    async (language, unnamed) => {
      const { start, work, order } = await onDocuments();
      const [said, replied] = [
        { ...MEETING.segments[1]!, speaker: 'A' },
        { startsAt: 70, text: 'Договорились.', speaker: 'B' },
      ];

      await start(await order({ segments: [said, replied], speakers: { A: 'Анна Петровна' } }, { language }));
      await work();

      expect(questions().at(-1)?.input).toBe(
        `Анна Петровна: Анна подготовит отчёт до пятницы.\n${unnamed}: Договорились.\n`,
      );
    },
  );

  it('a document of a transcript is written in the language of its person', async () => {
    const { start, work, order, delivered } = await onDocuments();

    await start(await order(MEETING, { language: 'en' }));
    await work();

    expect(questions().at(-1)?.instructions).toContain('Write in English.');
    expect(await delivered()).toMatch(/^Summary\n/);
  });

  it.each([
    ['ru', 'de', 'German', 'Перевод на немецкий'],
    ['en', 'zh', 'Simplified Chinese', 'Translation into Simplified Chinese'],
    ['ru', null, 'Russian', 'Перевод на русский'], // an order from the time before people could choose a language
  ] as const)(
    'a document of a transcript is translated into the chosen language, and its title is in the person’s language (%s, %s)',
    async (language, targetLanguage, name, title) => {
      const { start, work, order, delivered, file } = await onDocuments();

      await start(await order(MEETING, { documentType: 'translation', language, targetLanguage }));
      await work();

      expect(questions().at(-1)?.instructions).toContain(`Translate the whole text into ${name},`);
      expect(questions().at(-1)?.instructions).toContain(`Write in ${name}.`);
      const lines = (await delivered()).split('\n');
      expect(lines[0]).toBe(title);
      expect(lines).toContain(`1:05  [${name}] Анна подготовит отчёт до пятницы.`);
      const styles = await (await JSZip.loadAsync(await file())).file('word/styles.xml')!.async('string');
      expect(styles).toContain(`w:lang w:val="${targetLanguage ?? 'ru-RU'}"`);
    },
  );
});

describe('a document by the person’s own template', () => {
  const TEMPLATE =
    '1. Кто пришёл?\n- Что решили\n\nКто за что отвечает\nКто за что отвечает\nБюджет\nСледующая встреча';

  it('a document by the person’s own template has the template’s headings in order; below each are checked points, or the words that the text has nothing about this', async () => {
    const { start, work, order, delivered, found } = await onDocuments();
    const asked = await order(MEETING, { documentType: 'template', template: TEMPLATE });
    openAi.faults.add({ on: 'responses', kind: 'unsupported' });

    await start(asked);
    await work();

    expect((await delivered()).split('\n').slice(0, 9)).toEqual([
      ...['Документ по шаблону', 'Кто пришёл?', expect.stringMatching(/слоны.*\(не подтверждается записью\)$/)],
      ...['Что решили', '1:05  Анна подготовит отчёт до пятницы.', 'Кто за что отвечает'],
      ...['1:02:03  Борис проверит смету.', 'Бюджет', '1:02:03  На этом всё.'],
    ]);
    expect(await delivered()).toContain('Следующая встреча\nОб этом ничего не сказано.');
    expect((await found(asked.orderId)).template).toBe(TEMPLATE);
  });

  it('a document by the person’s own template is not charged when the moderator refuses the template', async () => {
    const { start, work, order, endOf, model } = await onDocuments();

    await start(await order(MEETING, { documentType: 'template', template: 'Я тебя убью, если не заплатишь.' }));
    await work();

    expect(await endOf()).toMatchObject({ explained: ['text-refused'], settled: [{ delivered: 0 }] });
    expect(model.asked).toBe(0);
  });

  it('a document by the person’s own template is refused without a charge when the template is gone, as after a withdrawn consent', async () => {
    const { start, work, order, endOf } = await onDocuments();
    const before = questions().length;

    await start(await order(MEETING, { documentType: 'template', template: null }));
    await work();

    expect(await endOf()).toMatchObject({ explained: ['message-unreadable'], settled: [{ delivered: 0 }] });
    expect(questions()).toHaveLength(before);
  });
});

describe('a document of a sent text', () => {
  it('a document of a sent text has points with numbers instead of times, and marks points that the text does not support', async () => {
    const { start, work, orderOfText, delivered, endOf } = await onDocuments();
    openAi.faults.add({ on: 'responses', kind: 'unsupported' });

    await start(
      await orderOfText('Анна подготовит отчёт до пятницы. Борис проверит смету.', { documentType: 'to_do' }),
    );
    await work();

    expect(await endOf()).toEqual({ settled: [{ delivered: 1, of: 1, reason: null }], explained: [] });
    const lines = (await delivered()).split('\n');
    expect(lines).toContain('1  Борис проверит смету. (кто: Борис)');
    expect(lines).toContain('1  «Борис проверит смету»');
    expect(await delivered()).toMatch(/лунной пыли. \(не подтверждается текстом\)/);
  });

  it('a document of another person’s sent text is refused, and no model is asked', async () => {
    const { start, work, orderOfText, endOf, model } = await onDocuments();
    const asked = await orderOfText('Анна подготовит отчёт.');

    await start({ ...asked, userId: newId<UserId>() });
    await work();

    expect(await endOf()).toMatchObject({ explained: ['text-not-found'], settled: [{ delivered: 0 }] });
    expect(model.asked).toBe(0);
  });
});

describe('a long text', () => {
  it('a long text is read part by part, and its points follow one another', async () => {
    const { start, work, order, delivered, model, partsPaid } = await onDocuments(IN_PARTS);

    await start(await order(LONG, { documentType: 'minutes' }));
    await work();

    expect(model.asked).toBe(4);
    const text = await delivered();
    const places = LONG.segments.map((said) => text.indexOf(said.text));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(Math.min(...places)).toBeGreaterThan(0);
    expect(text).toContain('5:00  ');
    expect(await partsPaid()).toBe(0); // the parts are deleted when the order ends
  });

  it('a long text becomes one summary at the end, whose points keep the times of their sources', async () => {
    const { start, work, order, delivered, model } = await onDocuments(IN_PARTS);

    await start(await order(LONG));
    await work();

    expect(model.asked).toBe(5);
    expect(questions().at(-1)?.input.split('\n')).toHaveLength(4);
    expect(await delivered()).toContain('5:00  Четвёртое решение принято единогласно всеми участниками.');
  });

  it('a long text’s summary also marks points that were invented in a part', async () => {
    const { start, work, order, delivered } = await onDocuments(IN_PARTS);
    openAi.faults.add({ on: 'responses', kind: 'unsupported' });

    await start(await order(LONG));
    await work();

    expect(await delivered()).toMatch(/Летающие слоны.* \(не подтверждается записью\)/);
  });

  it('a long text is continued after a crash: no part is paid twice', async () => {
    const { start, work, order, endOf, replica, clock, model, partsPaid } = await onDocuments(IN_PARTS);
    const asked = await order(LONG, { documentType: 'minutes' });
    const dying = replica();
    dying.model.answersAtMost = 2;
    await start(asked);
    await dying.tick();
    await eventually(async () => (await partsPaid()) === 2);

    clock.advance(LEASE_MS);
    await work();

    expect(await endOf()).toMatchObject({ settled: [{ delivered: 1, reason: null }] });
    expect(model.asked).toBe(2);
  });

  it('a long text is not paid again when only the end of its order could not be stored; the combined points are kept until the end is stored', async () => {
    const { start, work, order, endOf, found, clock, model, postgres } = await onDocuments(IN_PARTS);
    const asked = await order(LONG);
    await postgres.admin.query(`ALTER TABLE transcriber.outbox ADD CHECK (job <> 'settle-hold') NOT VALID`);
    await start(asked);
    await work();
    const { combined } = await found(asked.orderId);
    expect([model.asked, combined]).toEqual([5, { 'combined-1-0': expect.any(Array) }]);

    await postgres.admin.query('ALTER TABLE transcriber.outbox DROP CONSTRAINT outbox_job_check');
    clock.advance(LEASE_MS);
    await work();

    expect(await endOf()).toMatchObject({ settled: [{ delivered: 1, reason: null }] });
    expect(model.asked).toBe(5);
    expect(await found(asked.orderId)).toMatchObject({ points: combined!['combined-1-0'], combined: null });
  });

  it('each word of a long text is read once, even when its speakers are renamed while it is read', async () => {
    const { start, work, order, replica, clock, partsPaid, postgres, found } = await onDocuments(IN_PARTS);
    const segments = LONG.segments.map((said) => ({ ...said, speaker: 'A' }));
    const asked = await order({ segments }, { documentType: 'minutes' });
    const before = questions().length;
    const dying = replica();
    dying.model.answersAtMost = 2;
    await start(asked);
    await dying.tick();
    await eventually(async () => (await partsPaid()) === 2);

    const transcript = { orderId: asked.transcriptId!, userId: asked.userId };
    await postgres.database.transaction((tx) => nameSpeaker(tx, transcript, 'A', 'Анна Петровна'));
    clock.advance(LEASE_MS);
    await work();

    const read = questions().slice(before);
    const [first, second, third, fourth] = segments.map(({ text }) => text);
    expect(read.map(({ input }) => input).toSorted()).toEqual(
      [
        ...[`Голос A: ${first}\n`, `Голос A: ${second}\n`],
        ...[`Анна Петровна: ${third}\n`, `Анна Петровна: ${fourth}\n`],
      ].toSorted(),
    );
    expect((await found(asked.orderId)).points?.map(({ at }) => at)).toEqual([0, 100, 200, 300]);
  });

  it('a long text waits while a provider refuses requests for some time, and keeps its finished parts', async () => {
    const { start, work, order, endOf, clock, model, partsPaid } = await onDocuments(IN_PARTS);
    openAi.faults.add({ on: 'responses', kind: '401', times: 2 });
    await start(await order(LONG, { documentType: 'minutes' }));
    await work();
    expect((await endOf()).settled).toEqual([]);
    const [kept, before] = [await partsPaid(), model.asked];

    clock.advance(60_000);
    await work();

    expect(await endOf()).toMatchObject({ settled: [{ delivered: 1, reason: null }] });
    expect(model.asked - before).toBe(4 - kept);
  });
});

describe('a document that cannot be made', () => {
  it('a document of another person’s transcript is refused, and no model is asked', async () => {
    const { start, work, order, endOf, model } = await onDocuments();
    const asked = await order(MEETING);

    await start({ ...asked, userId: newId<UserId>() });
    await work();

    expect(await endOf()).toMatchObject({ explained: ['transcript-not-found'], settled: [{ delivered: 0 }] });
    expect(model.asked).toBe(0);
  });

  it('a document whose transcript is deleted while it is written is not delivered, and its file is removed', async () => {
    const { start, work, order, endOf, model, objects, postgres } = await onDocuments();
    const asked = await order(MEETING);
    model.meanwhile = () =>
      postgres.admin.query('DELETE FROM transcriber.transcript WHERE order_id = $1', [asked.transcriptId]);

    await start(asked);
    await work();

    expect(await endOf()).toMatchObject({ explained: ['transcript-not-found'], settled: [{ delivered: 0 }] });
    await expect(objects.head(documentKey(asked.userId, asked.orderId, 'docx'))).rejects.toMatchObject({
      code: 'file-missing',
    });
  });

  it('a document of a longer text than was paid for is refused', async () => {
    const { start, work, order, endOf } = await onDocuments();

    await start(await order({ segments: [{ startsAt: 0, text: 'слово '.repeat(4_000) }] }));
    await work();

    expect(await endOf()).toMatchObject({ explained: ['price-changed'], settled: [{ delivered: 0 }] });
  });

  it('a document that the model refuses to write ends with a reason about the text, and not about pictures', async () => {
    const { start, work, order, endOf } = await onDocuments();
    openAi.faults.add({ on: 'responses', kind: 'refusal' });

    await start(await order(MEETING));
    await work();
    await work();

    expect((await endOf()).explained).toEqual(['text-refused']);
  });

  it('a document without any point is not charged', async () => {
    const { start, work, order, endOf } = await onDocuments();

    await start(await order({ segments: [{ startsAt: 0, text: '…' }] }));
    await work();

    expect(await endOf()).toEqual({
      settled: [{ delivered: 0, of: 1, reason: 'document-empty' }],
      explained: ['document-empty'],
    });
  });

  it('a document that is cancelled half-way is not charged, and no part of it is kept', async () => {
    const { tick, start, order, endOf, cancel, partsPaid, model, sent } = await onDocuments(IN_PARTS);
    const asked = await order(LONG);
    model.answersAtMost = 2;
    await start(asked);
    await tick();
    await eventually(async () => (await partsPaid()) === 2);

    await cancel(asked);

    expect(await endOf()).toMatchObject({ settled: [{ delivered: 0, reason: 'cancelled-by-user' }] });
    expect(await sent('deliver-result')).toEqual([]);
    expect(await partsPaid()).toBe(0);
  });
});

describe('an answer that cannot be read', () => {
  it.each([
    ['incomplete', undefined, 'summary'],
    ['nonsense', undefined, 'summary'],
    ['incomplete', 'Четвёртое', 'summary'],
    ['nonsense', '[1] (', 'summary'], // so that one answer serves for all parts
    ['no-points', '[1] (', 'summary'],
    ['no-points', 'Четвёртое', 'translation'],
  ] as const)(
    'an order fails without a charge after three unreadable answers to one request (answer: %s; the fault is in requests with: %s; document: %s)',
    async (kind, match, documentType) => {
      const { start, tick, order, endOf, found, clock } = await onDocuments(IN_PARTS);
      const asked = await order(LONG, { documentType });
      openAi.faults.add({ on: 'responses', kind, times: 1_000, ...(match && { match }) });
      const before = questions().length;
      await start(asked);

      for (let run = 0; run < 20 && !(await found(asked.orderId)).finishedAt; run += 1) {
        await tick();
        await eventually(async () => expect((await found(asked.orderId)).state).not.toBe('running'));
        clock.advance(60_000);
      }

      const timesPaid = new Map<string, number>();
      for (const { input } of questions().slice(before)) timesPaid.set(input, (timesPaid.get(input) ?? 0) + 1);
      expect(Math.max(...timesPaid.values())).toBe(3);
      expect(await endOf()).toEqual({
        settled: [{ delivered: 0, of: 1, reason: 'provider-answer-unreadable' }],
        explained: ['provider-answer-unreadable'],
      });
    },
  );
});
