import { expect } from '@jest/globals';
import { encoded, spoken } from '@aisha/fakes/spoken-words';
import { asksOf, type Asked } from './asks';
import type { Product } from './product';
import type { storiesAtOnce } from './stories-at-once';

const LETTER = 'Мария письмо договор срок пятница';
const BUDGET = 'Андрей смета оплата среда неделя';
const PARTY = 'команда студия музыка осень';
const INVENTED = 'Летающие слоны';

/** Gives one person two transcripts and questions to them. */
export const troubleWithQuestions = (product: () => Product, story: ReturnType<typeof storiesAtOnce>): void => {
  const asks = asksOf(product);
  const { confirms, endsWell, endsInVain, anHourPasses } = asks;

  /** The answer that the bot has sent; expects that it came once. */
  const answerTo = async ({ person, after }: Asked): Promise<string> => {
    const told = (await person.chat(after)).filter(({ text = '' }) => text.includes('Слова из записи'));
    expect(told).toHaveLength(1);
    return told[0]!.text!;
  };
  const isAnswered = async (asked: Asked): Promise<string> => {
    await endsWell(asked);
    return answerTo(asked);
  };

  story(
    'a question to recordings is answered though OpenAI refuses at first, and costs nothing when no answer is found or OpenAI stays away',
    async () => {
      const aisha = product();
      const nora = await asks.newcomer('Нора');
      const isWrittenDown = async (...script: (string | number)[]) => {
        const voice = await asks.transcript(nora, await nora.sendsVoice(await encoded(spoken(...script)), 7));
        await confirms(voice);
        return endsWell(voice);
      };
      const meeting = await isWrittenDown(LETTER, 3, BUDGET);
      await isWrittenDown(PARTY);

      const busy = await asks.question(nora, meeting, 'Что там про договор?');
      await aisha.breaks('openai', [
        { on: 'responses', kind: '429', match: 'про договор' },
        { on: 'responses', kind: 'cut', match: 'про договор' },
        { on: 'responses', kind: 'slow', match: 'про договор', delayMs: 1_000 },
      ]);
      await confirms(busy);
      expect(await isAnswered(busy)).toBe(
        `❓ Что там про договор?\n\n${LETTER}. [1]\n\nСлова из записи\n[1] 0:00: «${LETTER}»`,
      );
      expect(await aisha.stillToBreak('openai', 'про договор')).toEqual([]);

      const lying = await asks.question(nora, meeting, 'А какая смета?');
      await aisha.breaks('openai', { on: 'responses', kind: 'unsupported', match: 'какая смета' });
      await confirms(lying);
      const answer = await isAnswered(lying);
      expect(answer).toMatch(new RegExp(`• ${INVENTED}[^•]*⚠️ в записи не нашлось`));
      expect(answer).toMatch(new RegExp(`\\[1\\] 0:0[45]: «${BUDGET}»$`));

      const invented = await asks.question(nora, meeting, 'Что обещали слоны?');
      await aisha.breaks('openai', { on: 'responses', kind: 'unsupported', match: 'обещали слоны' });
      await confirms(invented);
      await endsInVain(invented, 'В записи об этом не говорят', 'not-in-recording');

      const away = await asks.question(nora, meeting, 'Куда идёт поезд?');
      await aisha.breaks('openai', { on: 'responses', kind: '500', match: 'идёт поезд', forMs: 600_000 });
      await confirms(away);
      await anHourPasses(away);
      await endsInVain(away, 'Нейросеть сейчас не отвечает', 'provider-unreachable');

      const all = await asks.question(nora, 'all', 'Про музыку или про оплату?');
      await confirms(all);
      const found = await isAnswered(all);
      for (const said of [BUDGET, PARTY]) expect(found.toLowerCase()).toContain(`«${said.toLowerCase()}»`);
      expect(found).toContain('из 2 записей');
      const none = await asks.question(nora, 'all', 'Где самолёт?');
      await confirms(none);
      await endsInVain(none, 'В ваших записях об этом ничего не нашлось', 'not-in-recordings');

      // The account has paid for three answers at a credit each, and for two transcripts. Questions without an answer are not charged.
      const ledger = `SELECT kind, sum(captured)::integer AS captured, count(*)::integer AS orders
      FROM billing.credit_hold WHERE user_id = $1 GROUP BY kind ORDER BY kind`;
      expect(await aisha.sql(ledger, [await aisha.userIdOf(nora)])).toEqual([
        { kind: 'question', captured: 300, orders: 6 },
        { kind: 'transcription', captured: expect.any(Number), orders: 2 },
      ]);
    },
  );
};
