import { parse, type Message, type Pattern, type Placeable, type SelectExpression } from '@fluent/syntax';
import { describe, expect, it } from '@jest/globals';
import {
  centiCredits,
  INVITATION_LASTS_MS,
  type Language,
  LANGUAGES,
  LOOKS,
  MAX_API_KEYS,
  MAX_OPEN_INVITATIONS,
  PROMPT_LENGTH,
  REPORTS_A_DAY,
} from '@aisha/domain';
import { MOST_PASSAGES } from '@aisha/kinds';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as words from './index';
import { bundleOf, formatted } from './text/fluent';
import { html, Html, plainText } from './text/html';
import { messages, variablesOf, type Texts } from './text/texts';

type Said = Readonly<Record<string, unknown>>;

/** Gives every variable of the message files the number 2. A selector without a variant for 2 takes its default variant. */
const told = Object.fromEntries(
  globSync('*/*.ftl', { cwd: __dirname })
    .flatMap((file) => [...readFileSync(path.join(__dirname, file), 'utf8').matchAll(/\$(\w+)/g)])
    .map(([, name]) => [name, 2]),
);

const saidBy = (text: unknown): string => {
  const said: unknown = typeof text === 'function' ? (text as (args: object) => unknown)(told) : text;
  return said instanceof Html ? plainText(said) : String(said);
};

const texts = Object.entries(words as Said).filter(([name]) => name.endsWith('Texts')) as [string, Texts<Said>][];
const everywhere = texts.flatMap(([name, in_]) =>
  Object.keys(in_.ru).map((key) => ({
    key: `${name}.${key}`,
    said: LANGUAGES.map((language) => saidBy(in_[language][key])),
  })),
);

/** A number that chooses this variant among the others, by the plural rules of the language; 2 where it chooses by none. */
const numberOf = (key: string, keys: readonly string[], language: Language): number => {
  const rules = new Intl.PluralRules(language);
  const isPlural = keys.some((one) =>
    rules.resolvedOptions().pluralCategories.some((category) => category !== 'other' && category === one),
  );
  const free = [2, 1, 5, 21, 22, 25, 0.5].filter((number) => !keys.includes(String(number)));
  return free.find((number) => !isPlural || rules.select(number) === key) ?? 2;
};
const PLURAL = /^(zero|one|two|few|many|other)$/;

/** What to tell a text so that it says each of its variants: one set of values for each variant, which chooses those around it too. */
const choices = ({ elements }: Pattern, language: Language): Record<string, string | number>[] =>
  elements.flatMap((element) => {
    const expression = element.type === 'Placeable' ? (element as Placeable).expression : undefined;
    if (expression?.type !== 'SelectExpression') return [];
    const { selector, variants } = expression as SelectExpression;
    const { name } = (selector as unknown as { readonly id: { readonly name: string } }).id;
    const keys = variants.map(({ key }) => (key.type === 'NumberLiteral' ? key.value : key.name));
    return variants.flatMap(({ key, value }, at) => {
      const said = keys[at]!;
      const chosen =
        key.type === 'NumberLiteral' ? Number(said) : PLURAL.test(said) ? numberOf(said, keys, language) : said;
      return [{}, ...choices(value, language)].map((inner) => ({ [name]: chosen, ...inner }));
    });
  });

/** Every variant of every message of one language; the error in place of one that cannot be said. */
const variantsIn = (language: Language): string[] =>
  globSync(`${language}/*.ftl`, { cwd: __dirname }).flatMap((file) => {
    const bundle = bundleOf(language, path.basename(file, '.ftl'));
    return parse(readFileSync(path.join(__dirname, file), 'utf8'), {})
      .body.filter((entry) => entry.type === 'Message')
      .flatMap((entry) => {
        const { id, value } = entry as Message;
        return [{}, ...choices(value!, language)].map((chosen) => {
          try {
            return formatted(bundle, id.name, variablesOf({ ...told, ...chosen }, true));
          } catch (error) {
            return `${file} ${JSON.stringify(chosen)}: ${String(error)}`;
          }
        });
      });
  });

/** How many characters Telegram shows in the answer to a tap (core.telegram.org/bots/api#answercallbackquery). */
const LONGEST_TOAST = 200;

const CYRILLIC = /\p{Script=Cyrillic}/u;
/** Whether a language is written in Cyrillic letters. */
const isCyrillic = (language: Language): boolean => CYRILLIC.test(words.languageTexts[language].own);
const emojiBefore = (text: string): string => /^\p{Extended_Pictographic}\uFE0F?/u.exec(text)?.[0] ?? '';

describe('what the bot says', () => {
  it('a length of over an hour is said in hours, as moments of a recording are', () => {
    expect(plainText(words.transcribeTexts.ru.measured({ seconds: 5_400 }))).toContain('1:30:00');
    expect(plainText(words.transcribeTexts.ru.measured({ seconds: 65.6 }))).toContain(' 1:06');
  });

  it('every text exists in every language, has Cyrillic letters only where the language has, and begins with the same emoji everywhere', () => {
    const wrong = everywhere.filter(({ key, said: [russian, ...others] }) =>
      others.some(
        (other, at) =>
          (russian!.trim() === '') !== (other.trim() === '') ||
          (CYRILLIC.test(other) && !isCyrillic(LANGUAGES[at + 1]!) && key !== 'languageTexts.named') ||
          emojiBefore(russian!) !== emojiBefore(other),
      ),
    );

    expect(wrong).toEqual([]);
    expect(everywhere.length).toBeGreaterThan(850);
  });

  it.each(LANGUAGES)('every variant of every text can be said in %s', (language) => {
    const said = variantsIn(language);

    expect(said.filter((text) => text.includes('cannot be said'))).toEqual([]);
    expect(said.length).toBeGreaterThan(everywhere.length);
  });

  it('an emoji is written in one form in all texts: always with its variation selector, or never', () => {
    const written = globSync('*/*.ftl', { cwd: __dirname }).flatMap((file) => [
      ...readFileSync(path.join(__dirname, file), 'utf8').matchAll(/(\p{Extended_Pictographic})(\uFE0F?)/gu),
    ]);
    const forms = Map.groupBy(written, ([, emoji]) => emoji);

    const both = [...forms].filter(([, of]) => new Set(of.map(([, , selector]) => selector)).size > 1);
    expect(both.map(([emoji]) => emoji)).toEqual([]);
  });

  it('a text shows a person’s words as they typed them, and keeps our own markup', () => {
    const { ru } = words.questionTexts;
    const said = ru.confirm({ question: '<i>"Tom" & Co</i>', isToAll: false, units: 1, price: 150n as never });

    expect(said.markup).toContain('<b>&lt;i&gt;&quot;Tom&quot; &amp; Co&lt;/i&gt;</b>');
    expect(words.balanceTexts.ru.receiptTitle({ name: html`<i>Tom</i>` }).markup).toContain('<b><i>Tom</i></b>');
  });

  it('texts write amounts and their units as their language does', () => {
    const credits = (amount: bigint) =>
      [words.offerTexts.ru, words.offerTexts.en].map((t) => t.left({ after: amount as never }));

    expect(credits(100n)).toEqual(['Останется: 1 кредит', 'You’ll have 1 credit left']);
    expect(credits(250n)).toEqual(['Останется: 2,5 кредита', 'You’ll have 2.5 credits left']);
    expect(credits(1_234_500n)).toEqual(['Останется: 12345 кредитов', 'You’ll have 12345 credits left']);
    const missed = [50n, 100n, 200n, 2_100n].map(
      (amount) => words.offerTexts.ru.missing({ amount: amount as never }).markup,
    );
    expect(missed.map((text) => /<b>(.*)<\/b>/.exec(text)![1])).toEqual([
      '0,5 кредита',
      '1 кредита',
      '2 кредитов',
      '21 кредита',
    ]);
    const back = [100n, 300n, 500n, 2_100n, 250n].map((released) =>
      words.orderTexts.ru.receipt({
        ...{ isWhole: false, isFirstOfDay: false },
        ...{ held: 9_900n as never, charged: 100n as never, released: released as never, availableAfter: 0n as never },
      }),
    );
    expect(back.map((text) => /Списан 1 кредит, (.*?)\. Доступно/.exec(plainText(html`${text}`))?.[1])).toEqual([
      'вернулся 1 кредит',
      'вернулись 3 кредита',
      'вернулось 5 кредитов',
      'вернулся 21 кредит',
      'вернулось 2,5 кредита',
    ]);
    const bought = [100n, 300n, 500n, 2_100n, 250n].map((amount) =>
      words.balanceTexts.ru.purchased({
        ...{ bonus: 0n as never, debtPaid: 0n as never, until: null },
        ...{ amount: amount as never, available: amount as never },
      }),
    );
    expect(bought.map((text) => plainText(html`${text}`))).toEqual([
      '💎 Зачислен 1 кредит. Доступен 1 кредит.',
      '💎 Зачислены 3 кредита. Доступны 3 кредита.',
      '💎 Зачислено 5 кредитов. Доступно 5 кредитов.',
      '💎 Зачислен 21 кредит. Доступен 21 кредит.',
      '💎 Зачислено 2,5 кредита. Доступно 2,5 кредита.',
    ]);
    for (const [length, counted] of [
      [1_001, '1001 знак,'],
      [1_022, '1022 знака,'],
      [1_115, '1115 знаков,'],
    ] as const)
      for (const { badIdea } of [words.generateTexts.ru, words.togetherTexts.ru])
        expect(plainText(html`${badIdea({ isTooLong: true, length })}`)).toContain(counted);
    // «letztes Jahr» is the calendar's year before this one.
    expect(words.galleryTexts.de.periodSaid({ days: 365 })).toBe('letzte 365 Tage');
    expect(words.offerTexts.ru.takes({ seconds: 41 })).toBe('⏱️ Обычно это около 45 секунд');
    expect(words.offerTexts.en.takes({ seconds: 7_201 })).toBe('⏱️ Usually takes about 3 h');
  });

  it('every look of the catalogue has a name of its own, short enough for two to be side by side, and long enough to be the idea of an order', () => {
    for (const language of LANGUAGES) {
      const names = LOOKS.map((look) => words.lookName(look, language));
      expect(names.filter((name, at) => name === LOOKS[at]!.id)).toEqual([]);
      expect(new Set(names).size).toBe(LOOKS.length);
      expect(Math.max(...names.map(({ length }) => length))).toBeLessThanOrEqual(14);
      expect(Math.min(...names.map(({ length }) => length))).toBeGreaterThanOrEqual(PROMPT_LENGTH.min);
    }
  });

  it.each(LANGUAGES)(
    'a person without an avatar reads everywhere in %s that a selfie is enough to be drawn',
    (language) => {
      const { generateTexts, menuTexts, avatarsTexts, looksTexts, photoPromptTexts } = words;
      const said = [
        generateTexts[language].askAnyIdea({ hasAvatar: false }),
        menuTexts[language].help(told as never),
        avatarsTexts[language].none,
        looksTexts[language].noAvatar,
        photoPromptTexts[language].noAvatar,
      ];

      for (const text of said) expect(plainText(text)).toMatch(/селфи|selfie/i);
    },
  );

  it.each(LANGUAGES)(
    'in %s a training promises neither a sure likeness nor what a selfie has already, and its screen names the buttons that keep a frame',
    (language) => {
      const { generateTexts: generate, newAvatarTexts: avatar, looksTexts: looks } = words;
      const { instant, howToDraw, more, keepSeed } = generate[language];
      for (const path of ['references', 'photo'] as const)
        expect(plainText(instant({ path, references: 3 }))).toMatch(/обычно|usually|meist/);
      const hint = plainText(avatar[language].trainHint({ isPromised: true, missing: 9, price: centiCredits(100) }));
      expect(hint).not.toContain(looks[language].looks.split(' ').at(-1));
      const how = plainText(howToDraw({ hasAvatar: true, seed: null }));
      for (const button of ['⋯', more, keepSeed]) expect(how).toContain(button);
    },
  );

  it.each(LANGUAGES)('who has reached a limit reads in %s how much it is', (language) => {
    const { apiKeysTexts, faceProofTexts, findingTexts, questionTexts, reportTexts, togetherTexts } = words;
    const open = plainText(togetherTexts[language].tooManyInvitations);
    expect(plainText(reportTexts[language].news({ news: 'too-many', number: 'A' }))).toContain(`${REPORTS_A_DAY} `);
    expect(open).toContain(`${MAX_OPEN_INVITATIONS} `);
    expect(open).toContain(`${INVITATION_LASTS_MS / 86_400_000} `);
    expect(open.length).toBeLessThan(LONGEST_TOAST);
    expect(plainText(faceProofTexts[language].outcome({ outcome: 'too-many-today' }))).toMatch(/\b5\b/);
    for (const full of [apiKeysTexts[language].tooMany, apiKeysTexts[language].refused({ name: 'A', ending: 'z' })])
      expect(plainText(html`${full}`)).toContain(` ${MAX_API_KEYS}`);
    expect(
      plainText(
        html`${questionTexts[language].confirm({ question: '?', isToAll: true, units: 1, price: centiCredits(100) })}`,
      ),
    ).toContain(` ${MOST_PASSAGES} `);
    for (const type of ['style', 'portrait'] as const)
      expect(findingTexts[language].finding({ finding: 'too-many-today', type })).toContain('400 ');
  });

  it('a text that is missing or lacks an argument is an error', () => {
    const broken = messages<{ absent: string; left: (of: object) => string }>('offer', {
      absent: 'plain',
      left: 'plain()',
    });

    expect(() => broken.ru.absent).toThrow('absent');
    expect(() => broken.ru.left({})).toThrow('$after');
  });
});
