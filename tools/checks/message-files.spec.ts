import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { messagesOf, wordsFiles } from '../generate/words.mts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'aisha-words-'));
  plant('apps/bot/src/step.ts', 't.hello; t.count; t.bye; t.start;');
  plant('libs/words/src/ru/form.ftl', RU);
  plant('libs/words/src/en/form.ftl', EN);
});
afterEach(() => rmSync(root, { recursive: true }));

const plant = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};

const RU = `hello = <b>Привет</b>, { $name }!
count = { $most } из них: { $photos ->
    [one] снимок
    [few] снимка
   *[many] снимков
}

## Plain text

bye = Пока
start = { CREDITS($price) }
`;
const EN = `hello = <b>Hello</b>, { $name }!
count = { $most } of them: { $photos ->
    [one] photo
   *[other] photos
}

## Plain text

bye = Bye
start = { CREDITS($price) }
`;
const made = () => wordsFiles(root, { LIMITS: { most: 20 } });

it('the generated types follow the Russian file and ask no caller for a limit, and each folder is a language', () => {
  const { 'libs/words/src/generated/form.ts': form, 'libs/domain/src/languages.ts': languages } = made();

  expect(form).toContain('readonly hello: (told: { readonly name: Shown | Html; }) => Html;');
  expect(form).toContain('readonly count: (told: { readonly photos: number; }) => Html;');
  expect(form).toContain('readonly start: (told: { readonly price: CentiCredits; }) => string;');
  expect(form).toContain('readonly bye: string;');
  expect(languages).toContain(`['ru', 'en']`);
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
  ['a text that nobody says', 'ru', `${RU}never = Никогда\n`, 'ru/form.ftl: never is said by nobody'],
  ['a message twice', 'ru', `${RU}bye = Ещё раз\n`, 'ru/form.ftl: bye is there twice'],
  ['what is no message', 'en', `${EN}{ broken\n`, 'en/form.ftl: cannot be read'],
  ['a limit that no text names', 'ru', RU.replace('{ $most }', '20'), 'limits.ts: no text names most'],
])('%s is refused in message files', (_, language, text, problem) => {
  plant(`libs/words/src/${language}/form.ftl`, text);

  expect(made).toThrow(problem);
});

it('another language may lack whole files, but no message of a file that it has', () => {
  mkdirSync(path.join(root, 'libs/words/src/de'));
  expect(made()['libs/domain/src/languages.ts']).toContain(`['ru', 'en', 'de']`);

  plant('libs/words/src/de/form.ftl', 'hello = <b>Hallo</b>, { $name }!\n');
  expect(made).toThrow('de/form.ftl: bye is missing');
});

it('the page of the sandbox has the same messages in each of its languages, and uses every message', () => {
  const folder = path.resolve(__dirname, '../../apps/sandbox/src/chat-page');
  const problems: string[] = [];
  const [first, ...others] = globSync('*.ftl', { cwd: folder }).map((file) =>
    messagesOf(readFileSync(path.join(folder, file), 'utf8'), file, problems).map(
      ({ id, args }) => `${id} ${[...args.keys()].sort().join()}`,
    ),
  );
  const code = globSync('*.{js,html}', { cwd: folder })
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('');
  const named = new Set(
    [...code.matchAll(/\w+/g)].flatMap(([name]) => [name, `${name}Expected`]).map((name) => name.toLowerCase()),
  );

  expect(problems).toEqual([]);
  expect(others).not.toEqual([]);
  for (const other of others) expect(other).toEqual(first);
  expect(first!.map((one) => one.split(' ')[0]!).filter((id) => !named.has(id.replaceAll('-', '')))).toEqual([]);
});
