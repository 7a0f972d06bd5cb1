import { describe, expect, it } from '@jest/globals';
import { recordedTone } from '../recorded-tone';
import { decoded, encoded, heardIn, rememberSender, spoken, WORDS, wordsIn } from './index';
import type { SoundFormat } from './spoken';

describe('a generated recording', () => {
  it.each<SoundFormat>(['ogg', 'mp3', 'wav', 'mp4'])(
    'a generated recording says each of its words in order and at its time, as .%s',
    async (format) => {
      const samples = spoken(WORDS.join(' '), 3, ...WORDS);

      const heard = wordsIn(await decoded(await encoded(samples, format)));

      expect(heard.map(({ text }) => text)).toEqual([...WORDS, ...WORDS]);
      const wanted = wordsIn(samples);
      const late = heard.map(({ startsAt }, nth) => Math.abs(startsAt - wanted[nth]!.startsAt));
      expect(Math.max(...late)).toBeLessThan(0.2);
    },
  );

  it('a generated recording keeps all its words when it is sent as a voice message and made small for a model', async () => {
    const samples = spoken(WORDS.join(' '), 3, ...WORDS);
    const voice = await decoded(await encoded(samples, 'ogg'));

    const heard = wordsIn(await decoded(await encoded(voice, 'small')));

    expect(heard.map(({ text }) => text)).toEqual([...WORDS, ...WORDS]);
  });

  it('a generated recording that breaks off in a word keeps the word’s beginning', () => {
    const samples = spoken('утро договор');

    expect(wordsIn(samples.subarray(0, samples.length - 1_000)).map(({ text }) => text)).toEqual(['утро', 'дого']);
  });

  it('a recording of other sounds has no words', async () => {
    const noise = Int16Array.from({ length: 80_000 }, (_, at) => ((at * 7_919 * (at % 97)) % 20_000) - 10_000);

    expect(wordsIn(await decoded(await recordedTone(3)))).toEqual([]);
    expect(wordsIn(noise)).toEqual([]);
  });
});

describe('a recording that the fakes cannot hear', () => {
  it.each([
    ['ru', /^Песочница не слышит, это образец текста\. [А-ЯЁ]/],
    ['en', /^The sandbox cannot hear, this text is a sample\. [A-Z]/],
    ['de', /^The sandbox cannot hear, this text is a sample\. [A-Z]/],
  ])(
    'the text of a recording that the fakes cannot hear says so, in the language of its sender: %s',
    async (language, text) => {
      rememberSender(61, language === 'ru' ? 'en' : 'ru');
      rememberSender(12, language);
      rememberSender(61, language === 'ru' ? 'en' : 'ru');

      const [first, ...others] = await heardIn(await recordedTone(12), 12.1);

      expect(first?.text).toMatch(text);
      expect(others.map((one) => /[а-яё]/i.test(one.text))).toEqual(others.map(() => language === 'ru'));
    },
  );

  it('the text of a recording that the fakes cannot hear is in the language that the request names, not in the sender’s', async () => {
    rememberSender(12, 'ru');

    expect((await heardIn(await recordedTone(12), 12, 'en'))[0]?.text).toMatch(/^The sandbox/);
  });
});
