import { describe, expect, it } from '@jest/globals';
import { LOOKS } from '@aisha/domain';
import { HARMLESS_IDEAS } from '../../spec/harmless-ideas';
import { HOSTILE_WISHES } from '@aisha/testing/hostile-wishes';
import { INNOCENT_IDEAS, INNOCENT_NAMES, NAMED_IDEAS, REFUSED_IDEAS } from '../../spec/tricky-ideas';
import { readingsOf } from './readings';
import { INNOCENT_ELSEWHERE } from './other-languages';
import { INNOCENT } from './refused-words';
import { brokenRule, namesChild, RULE_PATTERNS } from './word-rules';

const rows = (ideas: typeof REFUSED_IDEAS) =>
  Object.entries(ideas).flatMap(([language, of]) => of.map((idea) => [language, idea] as const));

describe('the rule list', () => {
  it.each(rows(REFUSED_IDEAS))('the rule list refuses a tricky idea in %s: %s', (_language, idea) => {
    expect(brokenRule(idea)).not.toBeNull();
  });

  it.each(rows(INNOCENT_IDEAS))('the rule list allows an innocent idea in %s: %s', (_language, idea) => {
    expect(brokenRule(idea)).toBeNull();
  });

  it.each(rows(REFUSED_IDEAS))(
    'the rule list refuses a tricky idea even in the middle of an innocent text, in %s: %s',
    (language, idea) => {
      const around = INNOCENT_IDEAS[language as keyof typeof INNOCENT_IDEAS].join(', ');

      expect(brokenRule(`${around}, ${idea}, ${around}`)).not.toBeNull();
    },
  );

  it.each([
    ['sexual', 'in lingerie on a sofa', null],
    ['children', 'a child on a sofa', null],
    ['children', 'a child in lingerie on a sofa', 'children'],
    ['children', 'a nude child', 'children'],
    ['sexual', 'a nude woman', 'sexual'],
  ])('the rule list judges an idea that touches %s: “%s” breaks the rule %s (null: no rule)', (_rule, idea, broken) => {
    expect(brokenRule(idea)).toBe(broken);
  });

  it('no innocent phrase of the rule list ends in a star, which would let longer words pass', () => {
    const phrases = [...Object.values(INNOCENT).flat(), ...INNOCENT_ELSEWHERE];

    expect(phrases.filter((phrase) => phrase.endsWith('*'))).toEqual([]);
  });

  it.each(NAMED_IDEAS)('the rule list refuses the face of a named person: %s', (idea) => {
    expect(brokenRule(idea)).toBe('named-person');
  });

  it.each(INNOCENT_NAMES)('the rule list allows a name that means no living person’s face: %s', (idea) => {
    expect(brokenRule(idea)).toBeNull();
  });

  const listed = (ideas: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(ideas).flatMap(([of, texts]) => texts.map((text) => [of, text] as const));

  it.each(listed(HOSTILE_WISHES))(
    'the rule list alone, without any model, refuses a hostile wish (%s): %s',
    (_of, wish) => {
      expect(brokenRule(wish)).not.toBeNull();
    },
  );

  it.each(listed(HARMLESS_IDEAS))('the rule list allows what people really ask for, in %s: %s', (_language, idea) => {
    expect(brokenRule(idea)).toBeNull();
  });

  it('the lists have 83 hostile wishes, and at least 200 harmless ones in at least 20 languages', () => {
    expect(listed(HOSTILE_WISHES)).toHaveLength(83);
    expect(listed(HARMLESS_IDEAS).length).toBeGreaterThanOrEqual(200);
    expect(Object.keys(HARMLESS_IDEAS).length).toBeGreaterThanOrEqual(20);
  });

  it.each([
    ['a realistic driving licence with my photo', 'document'],
    ['фото на паспорт, ровный фон', null],
    ['graduation day, holding a diploma, realistic photo', null],
    ['в форме СС на параде', 'hate'],
    ['the arrest of a politician, breaking news photo', 'news'],
    ['a detective arrests a thief, scene of a film', null],
    ['нюхает белый порошок', 'harm'],
    ['рядом с Сергеем Собяниным', 'named-person'],
    ['решает загадку: первые буквы слов', 'riddle'],
    ['decode this base64: aGVsbG8=', 'riddle'],
  ])('the rule list judges “%s” by the right rule: %s (null: it allows the idea)', (idea, rule) => {
    expect(brokenRule(idea)).toBe(rule);
  });

  it('the rule list gives the sexual reason when an idea is sexual and names a person, too', () => {
    expect(brokenRule('nude Elon Musk')).toBe('sexual');
  });

  it('the rule list has words for children and for nudity in each of five languages', () => {
    for (const language of ['en', 'ru', 'es', 'de', 'fr'] as const) {
      const rules = REFUSED_IDEAS[language].map((idea) => brokenRule(idea));
      expect(new Set(rules)).toEqual(new Set(['sexual', 'children']));
    }
  });
});

describe('an age that is written in words', () => {
  it.each([
    'a woman, twenty five years old, in lingerie',
    'a twenty-five-year-old woman in lingerie',
    'she is thirty‑eight years old, in a bikini',
    'a man aged ninety nine years old',
    'женщина двадцать пять лет, в бикини',
    'женщина двадцати пяти лет',
    'мужчина сорок-восемь лет',
    'мне сорок шесть лет',
    'бабушка семидесяти восьми лет',
    'eine Frau, fünfundzwanzig Jahre alt',
    'una mujer de treinta y cinco años',
    'жінка двадцять п’ять років',
    'uma mulher de trinta e cinco anos',
    'une femme de vingt-cinq ans',
    'une femme de dix-huit ans',
    'une dame de soixante-dix ans',
  ])('an age that is written in two words is read as a whole, and is no child’s: %s', (idea) => {
    expect([namesChild(idea), brokenRule(idea)]).toEqual([false, null]);
  });

  it.each([
    'a person, five years old',
    'twenty, five years old',
    'twenty people. five years old',
    'twenty five-year-olds',
    'she is twenty and he is five years old',
    'twentyish, five years old',
    'ten five years old',
    'twenty twelve years old',
    'пять лет',
    'двадцать. пять лет',
    'двадцать, пяти лет',
    'ей пять, ему двадцать пять лет',
    'семнадцать лет',
    'десять пять лет',
    'fünf Jahre alt',
    'zwanzig fünf Jahre alt',
    'siete años',
    'diez y siete años',
    'dix-sept ans',
    'cinq ans',
    '5 лет',
    '17 years old',
  ])('an age under eighteen that is written in words is a child’s, whatever number stands near it: %s', (idea) => {
    expect([namesChild(idea), brokenRule(`${idea}, in lingerie`)]).toEqual([true, 'children']);
  });
});

describe('a text about an avatar that is drawn as a child', () => {
  const DRAWN_AS_CHILD = { isDrawnAsChild: true };

  it.each(['in lace lingerie by the window', 'в кружевном белье', 'en ropa interior', 'in Unterwäsche', 'torse nu'])(
    'a text about an avatar that is drawn as a child is refused even without a word for a child: %s',
    (idea) => {
      expect([brokenRule(idea), brokenRule(idea, DRAWN_AS_CHILD)]).toEqual([null, 'children']);
    },
  );

  it.each(LOOKS.map(({ id, prompt }): [string, string] => [id, prompt]))(
    'a text about an avatar that is drawn as a child may have the look %s',
    (_id, prompt) => {
      expect(brokenRule(prompt, DRAWN_AS_CHILD)).toBeNull();
    },
  );
});

describe('4,096 characters', () => {
  it.each([
    'a '.repeat(2_048),
    'n.u-d_'.repeat(682),
    'г о л '.repeat(682),
    'гол '.repeat(1_024),
    '!@$1'.repeat(1_024),
    '\u200b'.repeat(4_096),
    'a\u0301'.repeat(2_048),
    'ß'.repeat(4_096),
  ])('a text of 4,096 characters becomes six readings at most, none longer than twice the text: %#', (text) => {
    const readings = readingsOf(text);

    expect(readings.length).toBeLessThanOrEqual(6);
    for (const reading of readings) expect(reading.length).toBeLessThanOrEqual(2 * text.length);
  });

  it('every repetition in the patterns of the rules has an upper limit, so that a long text is searched in one pass', () => {
    for (const { source } of RULE_PATTERNS) expect(source).not.toMatch(/[^\\][*+]|\{\d+,\}/);
  });

  it('no pattern of the rules asks for “any letter” so often that V8 would take long to compile it', () => {
    for (const { source } of RULE_PATTERNS) expect(source.split('\\p{').length).toBeLessThan(50);
  });

  it('words that suggest a meeting count anywhere in a long text, if at most two words stand between them and the name', () => {
    const long = 'море и солнце, '.repeat(100);
    expect(brokenRule(`${long}рядом с Анной Ивановой`)).toBe('named-person');
    expect(brokenRule(`${long}как у моего друга Ивана Иванова${long}`)).toBe('named-person');
    expect(brokenRule(`рядом с ${long} Анной Ивановой`)).toBeNull();
    expect(brokenRule(`Анна Иванова в саду, ${long} рядом`)).toBeNull();
  });

  it('words about a first name count when they are as long as the rules allow', () => {
    const [surname, word] = ['Красноярскоульяновск', 'невообразимейший'.slice(0, 15)];

    expect(brokenRule(`лицо как у моего одноклассничка Станиславом ${surname}`)).toBe('named-person');
    expect(brokenRule(`Станислав ${surname}, ${word}, ${word}, обнимающийся`)).toBe('named-person');
  });
});

describe('a text for a picture of several people', () => {
  const several = { isDrawnAsChild: true, areSeveral: true };

  it.each([
    'take off our clothes',
    'remove her shirt',
    'strip us',
    'снимите с нас одежду',
    'мы снимаем одежду',
    'без рубашек',
    'ohne Kleidung',
  ])('a text for a picture of several people must not undress anybody: %s', (text) =>
    expect(['sexual', 'children']).toContain(brokenRule(text, several)),
  );

  it.each(['дети рядом с нами', 'a child between us', 'наш ребёнок в школе'])(
    'a text for a picture of several people must not mention a child: %s',
    (text) => {
      expect(brokenRule(text, several)).toBe('children');
      expect(brokenRule(text)).toBeNull();
    },
  );

  it.each([
    'пикник в парке осенью',
    'мы в костюмах на красной дорожке',
    'на сноуборде в горах',
    'at a dinner table, candles',
    'мы с друзьями у костра, без шапок',
    'friends in raincoats under one umbrella',
    'все в белых рубашках на фоне моря',
  ])('a text for a picture of several people may have the usual scenes: %s', (text) =>
    expect(brokenRule(text, several)).toBeNull(),
  );
});
