import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import ts from 'typescript';
import { trackedFiles } from './tracked-files';

const root = path.resolve(__dirname, '../..');

/**
 * What code says in Russian: its strings, templates and JSX with a word of two letters or more. A regular expression reads what people
 * write, and a single letter is compared with theirs. Comments may quote what a person reads.
 */
const saidIn = (file: string, code: string): string[] => {
  const said: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) || ts.isJsxText(node)) said.push(node.text);
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile(file, code, ts.ScriptTarget.Latest));
  return said.filter(isRussian);
};
const isRussian = (text: string): boolean => /[А-Яа-яЁё]{2}/.test(text);

/** The files with Russian words in their strings, each with what they are there for: none is said to a person who chose another language. */
const WITH_RUSSIAN: Readonly<Record<string, string>> = {
  'apps/bot-gateway/src/features/generation/typed-idea.ts': 'reads an idea: who is in it',
  'apps/console/src/web/words/words.tsx': 'what a language calls itself, in every language the same',
  'apps/image-generator/src/edit/edit-rules.ts': 'reads which change no edit may make',
  'apps/image-generator/src/edit/edit-words.ts': 'words of such changes',
  'apps/image-generator/src/moderation/hostile-words.ts': 'words that are refused',
  'apps/image-generator/src/moderation/named-people.ts': 'names that are refused',
  'apps/image-generator/src/moderation/other-languages.ts': 'words that are refused',
  'apps/image-generator/src/moderation/refused-words.ts': 'words that are refused',
  'apps/image-generator/src/moderation/word-rules.ts': 'reads ages',
  'apps/image-generator/src/prompt/scene/dictionary.ts': 'translates an idea into English',
  'apps/image-generator/src/prompt/scene/prompt-answer.ts': 'examples for the language model',
  'apps/image-generator/src/prompt/scene/unwanted.ts': 'reads what an idea does not want',
  'libs/database/src/migrations/1795132806000-create-bot.ts': 'a comment in the database; migrations are not edited',
  'libs/domain/src/language.ts': 'what languages call themselves, in every language the same',
  'libs/domain/src/languages.ts': 'what languages call themselves, made from message files',
};

it('the words that a person reads are in message files: no other file of the product says anything in Russian', () => {
  const saying = trackedFiles('apps/*/src/*', 'libs/*/src/*')
    .filter((file) => /\.([cm]?[jt]sx?|json|html|css|svg)$/.test(file))
    .filter((file) => !/\.(spec|fixture)\.tsx?$|\/samples\//.test(file))
    .filter((file) => {
      const text = readFileSync(path.join(root, file), 'utf8');
      return isRussian(text) && (/\.(json|html|css|svg)$/.test(file) || saidIn(file, text).length > 0);
    });

  expect(saying).toEqual(Object.keys(WITH_RUSSIAN).toSorted()); // a file that says nothing in Russian any more is taken off the list
});

it.each([
  [`const a = 'Привет';`, true],
  ['const a = html`<b>Меню</b>`;', true],
  ['const a = `${b} Меню ${c}`;', true],
  ['const a = <b title="Menu">Меню</b>;', true],
  ['const a = <b title="Меню" />;', true],
  [`/** «Привет» */\nconst a = 1; // Меню`, false],
  [`const a = 'https://x.y/Меню';`, true],
  [`const a = b.replaceAll('ё', 'е'); const c = /привет/u;`, false],
])('the check knows whether %j says something in Russian', (code, is) =>
  expect(saidIn('code.tsx', code).length > 0).toBe(is),
);
