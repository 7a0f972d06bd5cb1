import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pageProblems, wordsFiles } from '../generate/words.mts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'aisha-words-'));
  plant('apps/bot/src/form/step.ts', 'const t = formTexts.ru; t.hello; t.count; t.bye; t.start; t.kind;');
  plant('apps/bot/src/other/step.ts', 'otherTexts; form.title;');
  plant('libs/words/src/ru/form.ftl', RU);
  plant('libs/words/src/en/form.ftl', EN);
  for (const language of ['ru', 'en']) plantNeeded(language);
});
afterEach(() => rmSync(root, { recursive: true }));

const plant = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};

const NAMES = '## Plain text\n\nown = Own\nenglish = English\n';
const UNITS = `credits = { $count } C
credits-genitive = { credits }
span =
    { $unit ->
        [hours] { $count } h
       *[days] { $count } d
    }
`;
const plantNeeded = (language: string): void => {
  plant(`libs/words/src/${language}/language.ftl`, NAMES);
  plant(`libs/words/src/${language}/units.ftl`, UNITS);
};

const RU = `hello = <b>Привет</b>, { $name }!
count = { $most } из них: { $photos ->
    [one] снимок
    [few] снимка
   *[many] снимков
}

## Plain text

bye = Пока
start = { CREDITS($price, case: "genitive") }
kind =
    { $kind ->
        [none] Ничего
       *[video] Видео, { $name }
    }
`;
const EN = `hello = <b>Hello</b>, { $name }!
count = { $most } of them: { $photos ->
    [one] photo
   *[other] photos
}

## Plain text

bye = Bye
start = { CREDITS($price) }
kind =
    { $kind ->
        [none] Nothing
       *[video] A video, { $name }
    }
`;
const made = () => wordsFiles(root, { LIMITS: { most: 20 } });

it('the generated types follow the Russian file and ask no caller for a limit, and each folder is a language', () => {
  const { 'libs/words/src/generated/form.ts': form, 'libs/domain/src/languages.ts': languages } = made();

  expect(form).toContain('readonly hello: (told: { readonly name: Shown | Html; }) => Html;');
  expect(form).toContain('readonly count: (told: { readonly photos: number; }) => Html;');
  expect(form).toContain('readonly start: (told: { readonly price: CentiCredits; }) => string;');
  expect(form).toContain('readonly bye: string;');
  expect(languages).toContain(`['ru', 'en']`);
  expect(languages).toContain(`ru: {"own":"Own","en":"English"}`);
});

it.each([
  ['a message that another language has not', 'en', EN.replace('bye = Bye\n', ''), 'en/form.ftl: bye is missing'],
  ['a message that Russian has not', 'en', `${EN}more = More\n`, 'en/form.ftl: more is not in ru'],
  ['an argument that nobody tells', 'en', EN.replace('$name', '$who'), 'en/form.ftl: hello: $who is not told to it'],
  ['an unknown function', 'en', EN.replace('CREDITS', 'MONEY'), 'unknown MONEY'],
  ['a tag that stays open', 'en', EN.replace('</b>', ''), 'en/form.ftl: hello: <b> stays open'],
  ['a tag that Telegram has not', 'ru', RU.replace(/b>/g, 'h1>'), 'ru/form.ftl: hello: <h1> is not markup of Telegram'],
  ['markup in plain text', 'en', EN.replace('Bye', '<i>Bye</i>'), 'en/form.ftl: bye: markup in plain text'],
  ['a number typed into a text', 'en', EN.replace('Bye', 'Bye in 3 days'), 'en/form.ftl: bye: says 3 by itself'],
  ['another unit', 'en', EN.replace('CREDITS', 'SPAN'), 'en/form.ftl: start: $price is no SPAN'],
  [
    'an amount without its unit',
    'en',
    EN.replace('CREDITS($price)', '$price'),
    'en/form.ftl: start: $price is shown without its unit',
  ],
  [
    'an argument that is not said',
    'en',
    EN.replace('{ CREDITS($price) }', 'Start'),
    'en/form.ftl: start: $price is left out',
  ],
  ['a variant that never comes', 'en', EN.replace('[none]', '[nnone]'), 'en/form.ftl: kind: $kind is never nnone'],
  [
    'a message that is not there',
    'en',
    EN.replace('Nothing', '{ nope }'),
    'en/form.ftl: kind repeats nope, which is no message of words',
  ],
  [
    'a message that repeats itself',
    'en',
    EN.replace('Nothing', '{ kind }'),
    'en/form.ftl: kind repeats kind, which is no message of words',
  ],
  [
    'a term that is not there',
    'en',
    EN.replace('Nothing', '{ -nope }'),
    'en/form.ftl: kind repeats -nope, which is no message of words',
  ],
  [
    'a form that its units have not',
    'ru',
    RU.replace('"genitive"', '"genitve"'),
    'ru/form.ftl: start: no unit is credits-genitve',
  ],
  [
    'an option that no unit knows',
    'ru',
    RU.replace('case: "genitive"', 'form: "genitive"'),
    'ru/form.ftl: start: no unit is form: genitive',
  ],
  [
    'a text whose name is only another thing’s property',
    'ru',
    `${RU}title = Имя\n`,
    'ru/form.ftl: title is said by nobody',
  ],
  ['a text that nobody says', 'ru', `${RU}never = Никогда\n`, 'ru/form.ftl: never is said by nobody'],
  [
    'a name that no property can have',
    'ru',
    `${RU}hello-2 = Привет\n`,
    'ru/form.ftl: hello-2 has a number after a dash',
  ],
  ['a message twice', 'ru', `${RU}bye = Ещё раз\n`, 'ru/form.ftl: bye is there twice'],
  ['what is no message', 'en', `${EN}{ broken\n`, 'en/form.ftl: cannot be read'],
  ['a limit that no text names', 'ru', RU.replace('{ $most }', '20'), 'limits.ts: no text names most'],
])('%s is refused in message files', (_, language, text, problem) => {
  plant(`libs/words/src/${language}/form.ftl`, text);

  expect(made).toThrow(problem);
});

it.each([
  ['a unit that Russian has', UNITS.replace('span =', 'sapn ='), 'en/units.ftl: span is missing'],
  ['a variant of its unit', UNITS.replace('[hours]', '[hrs]'), 'en/units.ftl: span: $unit is never hrs'],
  ['an amount', UNITS.replace('{ $count } C', 'C'), 'en/units.ftl: credits: $count is left out'],
])('a language without %s is refused', (_, units, problem) => {
  plant('libs/words/src/en/units.ftl', units);

  expect(made).toThrow(problem);
});

it('a language may leave out an argument where its comment says so, and have forms of units of its own', () => {
  plant('libs/words/src/en/units.ftl', `${UNITS}credits-charged = { $count } C charged\n`);
  plant(
    'libs/words/src/en/form.ftl',
    EN.replace('CREDITS($price)', 'CREDITS($price, case: "charged")').replace(
      /count = [^}]*\}[^}]*\}/,
      '# $photos is left out: “of them” says it.\ncount = { $most } of them',
    ),
  );
  expect(made).not.toThrow();
});

it('another language may lack whole files, but no message of a file that it has, and neither its name nor its units', () => {
  mkdirSync(path.join(root, 'libs/words/src/de'));
  expect(made).toThrow('de/language.ftl is missing\nde/units.ftl is missing');

  plantNeeded('de');
  expect(made()['libs/domain/src/languages.ts']).toContain(`['ru', 'en', 'de']`);

  plant('libs/words/src/de/form.ftl', 'hello = <b>Hallo</b>, { $name }!\n');
  expect(made).toThrow('de/form.ftl: bye is missing');
});

it.each([
  ['one line', `['ru', 'en', 'de']`],
  ['several lines', `[\n  'ru',\n  'en',\n  'de',\n]`],
])('a new language comes after those that are listed on %s, because buttons carry the place in the list', (_, list) => {
  plant('libs/domain/src/languages.ts', `export const LANGUAGES = ${list} as const;`);
  for (const language of ['bg', 'de']) plantNeeded(language);

  expect(made()['libs/domain/src/languages.ts']).toContain(`['ru', 'en', 'de', 'bg']`);
});

it('the page of the sandbox has the same messages in each of its languages, and uses every message', () => {
  const folder = path.resolve(__dirname, '../../apps/sandbox/src/chat-page');
  const files = globSync('*.ftl', { cwd: folder }).map((file) => [path.basename(file, '.ftl'), textOf(folder, file)]);
  const code = globSync('*.{js,html}', { cwd: folder }).map((file) => textOf(folder, file));
  const named = new Set(
    [...code.join().matchAll(/\w+/g)].flatMap(([name]) => [name, `${name}Expected`]).map((name) => name.toLowerCase()),
  );

  expect(files.length).toBeGreaterThan(2);
  expect(pageProblems(Object.fromEntries(files), (id) => named.has(id.replaceAll('-', '')))).toEqual([]);
});

const product = path.resolve(__dirname, '../..');
const textOf = (...file: readonly string[]): string => readFileSync(path.join(...file), 'utf8');
const DESK = 'apps/console/src/web/words';
/** The words of the code in which the desk finds its messages: dots and underscores are dashes in a message's name. */
const wordsIn = (files: string, pattern: RegExp): Set<string> =>
  new Set(
    globSync(files, { cwd: product, exclude: ['**/*.spec.*', '**/test-ui/**', '**/generated/**'] }).flatMap((file) =>
      [...textOf(product, file).matchAll(pattern)].map(([, ...found]) =>
        found
          .find((word) => word !== undefined)!
          .replaceAll(/[._]/g, '-')
          .toLowerCase(),
      ),
    ),
  );
/** A message of the desk is named whole, or after a group of the desk and codes of the product: `outcome-ticket-closed`. */
const namedByDesk = (): ((id: string) => boolean) => {
  const groups = wordsIn('apps/console/src/**/*.{ts,tsx}', /['"]([\w.-]+)['"]|`([\w.-]+)-\$\{/g);
  const codes = wordsIn('{apps,libs}/*/src/**/*.{ts,tsx}', /['"]([\w.-]+)['"]|(\w+)\??:/g);
  const reactAdmin = wordsIn('node_modules/{ra-core,ra-ui-materialui}/dist/**/*.js', /['"`](ra\.[\w.]+)['"`]/g);
  const isOf = (id: string, first: ReadonlySet<string>): boolean =>
    first.has(id) ||
    [...id.matchAll(/-/g)].some(({ index }) => first.has(id.slice(0, index)) && isOf(id.slice(index + 1), codes));
  return (id) =>
    reactAdmin.has(id) || isOf(id.replace(/^resources-(\w+)-name$/, '$1'), groups) || /^error-status-\d{3}$/.test(id);
};

describe('the words of the owner’s desk', () => {
  const [ru, en] = ['ru', 'en'].map((language) => textOf(product, DESK, `${language}.ftl`)) as [string, string];
  const selling = ['ru', 'en'].map((language) => textOf(product, DESK, `selling.${language}.ftl`));
  const isNamed = namedByDesk();

  it('every message is in both languages, and the code names it', () => {
    expect(pageProblems({ ru, en }, isNamed)).toEqual([]);
    expect(pageProblems({ ru: selling[0]!, en: selling[1]! }, isNamed)).toEqual([]);
  });

  it.each([
    ['a message that English has not', ru, en.replace(/^sign-out = .*\n/m, ''), 'en: sign-out is missing'],
    ['a message that Russian has not', ru, `${en}more-of-it = More\n`, 'en: more-of-it is not in ru'],
    ['an argument that nobody tells', ru, en.replace('{ $n } min', '{ $m } min'), 'en: minutes: $m is not told to it'],
    ['an argument that is left out', ru, en.replace('{ $n } min', 'min'), 'en: minutes: $n is left out'],
    ['markup', ru, en.replace('= Sign out', '= <b>Sign out</b>'), 'en: sign-out: markup in plain text'],
    [
      'a name that the desk never asks for',
      ru.replace('avatar-photos-', 'avatar-photos_'),
      en,
      'ru: avatar-photos_uploading is not small letters',
    ],
    [
      'a message that nobody says',
      `${ru}next-price = Дальше\n`,
      `${en}next-price = Next\n`,
      'ru: next-price is said by nobody',
    ],
  ])('%s is refused', (_, russian, english, problem) => {
    expect(pageProblems({ ru: russian, en: english }, isNamed).join()).toContain(problem);
  });
});
