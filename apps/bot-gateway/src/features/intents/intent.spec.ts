import { beforeAll, describe, expect, it } from '@jest/globals';
import { LANGUAGES } from '@aisha/domain';
import { languageTexts } from '@aisha/words';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { features } from '../../features';
import { Registry } from '../../engine/conversation/registry';
import { commandFor, examples, keyOf, knownLines } from './intent';
import { namedLanguage } from './named-language';

interface Line {
  readonly typed: string;
  readonly means: readonly string[];
}

const linesOf = (file: string): readonly Line[] =>
  readFileSync(path.join(__dirname, '../../../spec', file), 'utf8')
    .trim()
    .split('\n')
    .map((row) => {
      const [means = '', typed = ''] = row.split('\t');
      return { typed, means: means.split(',') };
    });

/** Lines of people who had not read the examples, so that the classifier has not learned from these lines. */
const BLIND_LINES = linesOf('blind-lines.tsv');
/** Two hundred lines of the front desk in two languages. Where one was misread, examples like it were added. */
const FRONT_DESK = linesOf('front-desk.tsv');
/** Sixty more lines of the same kind. Nothing was changed after they were tried. */
const UNSEEN = linesOf('front-desk-unseen.tsv');

const isRight = ({ typed, means }: Line): boolean => means.includes(commandFor(typed) ?? 'idea');
const wrong = (lines: readonly Line[]): string[] =>
  lines.filter((line) => !isRight(line)).map(({ typed }) => `${typed} → ${commandFor(typed)}`);

const ideas = BLIND_LINES.filter(({ means }) => means.includes('idea'));
const questions = BLIND_LINES.filter(({ means }) => !means.includes('idea'));

/** The time limit for learning. Learning usually takes half a second, but much longer on a busy machine. */
const LEARNED_WITHIN_MS = 60_000;

describe('what a typed line asks for', () => {
  beforeAll(() => void commandFor('a line that is no example'), LEARNED_WITHIN_MS);

  it.each([
    ['questions', questions],
    ['ideas', ideas],
  ])('the meaning of a typed line is right for nine of ten %s that were not learned', (_what, lines) => {
    expect(lines.length).toBeGreaterThanOrEqual(80);
    expect(wrong(lines).length / lines.length).toBeLessThanOrEqual(0.1);
  });

  it.each([
    ['two hundred lines of the front desk', FRONT_DESK, 200],
    ['sixty lines after which nothing was changed', UNSEEN, 60],
  ])(
    '%s open the right screen in at least 95 of 100 cases, and at most one question counts as an idea',
    (_what, lines, count) => {
      expect(lines).toHaveLength(count);
      expect(1 - wrong(lines).length / count).toBeGreaterThanOrEqual(0.95);
      const offered = lines.filter(({ typed, means }) => !means.includes('idea') && commandFor(typed) === undefined);
      expect(offered.length).toBeLessThanOrEqual(1);
    },
  );

  it('a learned line has the meaning that it was learned with', () => {
    const lines = [...examples(), ...knownLines()].map(([typed, first]) => ({ typed, means: [first] }));

    expect(wrong(lines)).toEqual([]);
  });

  it('every meaning of a typed line is a command of the bot', () => {
    const { commands } = new Registry(features);
    const meant = new Set([...examples(), ...knownLines()].flatMap(([, ...means]) => means));
    meant.delete('idea');

    expect([...meant].filter((command) => !commands.has(command))).toEqual([]);
  });

  it('no line is learned twice, and none of the unseen lines is learned', () => {
    const unseen = [...BLIND_LINES, ...UNSEEN];
    const typed = [...[...examples(), ...knownLines()].map(([line]) => line), ...unseen.map((line) => line.typed)].map(
      keyOf,
    );

    expect(typed.filter((line, at) => typed.indexOf(line) !== at)).toEqual([]);
  });

  it.each([
    ['letters of any size and signs', '  ВЕРНИТЕ, деньги!!! ', 'paysupport'],
    ['ё', 'это ещё долго?', 'history'],
    ['an apostrophe', 'it doesn’t work', 'support'],
    ['words that change nothing', 'слушай, аиша, удали мои данные пожалуйста', 'privacy'],
    ['letters said longer', 'стоооп', 'cancel'],
    ['signs alone', '?!', 'help'],
    ['nothing', ' ', undefined],
    ['words that nobody knows', 'frobnicate', undefined],
    ['digits alone, however many examples have them', '20', undefined],
    ['digits with a sign between them', '1.5', undefined],
    ['a letter alone', '<i>', undefined],
    ['the name of the settings', 'settings', 'settings'],
    ['an address, whatever its file is called', 'https://files.example/talks/help.mp3', undefined],
  ])('a typed line with %s leads to the right command, or counts as an idea', (_what, typed, command) => {
    expect(commandFor(typed)).toBe(command);
  });

  it.each([
    ['English', 'en'],
    ['немецкий язык, пожалуйста', 'de'],
    ['switch to Russian', 'ru'],
    ['bitte auf Deutsch wechseln', 'de'],
    ['говори по-русски', 'ru'],
    ['why are you writing in Russian', undefined],
    ['from English into German', undefined],
    ['an English garden', undefined],
    ['язык', undefined],
    ['eng', undefined],
  ])('a typed line names a language only when it asks for nothing else: «%s» names %s', (typed, language) => {
    expect(namedLanguage(typed)?.language).toBe(language);
  });

  it('each word of a language’s file that names it names that language, and is no word beside a name', () => {
    for (const language of LANGUAGES)
      for (const word of languageTexts[language].named.split(' ')) expect(namedLanguage(word)?.language).toBe(language);
  });

  it.each([
    ['English', true],
    ['English please', true],
    ['переключи на английский', true],
    ['speak in English', true],
    ['на английский', false],
    ['на английский язык, пожалуйста', false],
    ['auf Deutsch', false],
    ['into English', false],
  ])(
    'a line that names a language surely means the language of the bot, unless it may ask for a translation: «%s» is sure: %s',
    (typed, isSure) => {
      expect(namedLanguage(typed)?.isSure).toBe(isSure);
    },
  );

  it.each([
    ['setting sun'],
    ['the setting sun'],
    ['table setting'],
    ['fantasy setting'],
    ['sci-fi setting'],
    ['a dark setting'],
    ['stage setting'],
    ['place setting'],
    ['настройка пианино'],
    ['настройка гитары'],
    ['настройка рояля'],
    ['настройка радио'],
    ['show me the sea'],
    ['open door'],
  ])('a scene with a word of the settings is an idea: «%s»', (typed) => {
    expect(commandFor(typed)).toBeUndefined();
  });

  it.each([
    ['settings'],
    ['open my settings'],
    ['настройки'],
    ['открой мне настройки'],
    ['Einstellungen'],
    ['show me the settings'],
    ['change my settings'],
  ])('a line that asks for the settings opens them: «%s»', (typed) => {
    expect(commandFor(typed)).toBe('settings');
  });

  it('a long description always counts as an idea, whatever words it contains', () => {
    expect(commandFor(`${'старый маяк, туман, '.repeat(9)}верните деньги`)).toBeUndefined();
  });
});
