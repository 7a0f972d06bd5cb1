import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';

const root = path.resolve(__dirname, '../..');

/** Whether code has Russian outside of its comments: a text that no translator sees. Comments may quote what a person reads. */
const isSaid = (code: string): boolean =>
  /[А-Яа-яЁё]/.test(code.replace(/\/\*[^]*?\*\//g, '').replace(/(^|[\s;{,])\/\/.*$/gm, '$1'));

/** The files whose code understands Russian but says nothing in it: each reads what people write, or translates it. */
const UNDERSTOOD = [
  'apps/bot-gateway/src/features/generate/typed-idea.ts',
  'apps/bot-gateway/src/features/intents/intent-classifier.ts',
  'apps/bot-gateway/src/features/intents/named-language.ts',
  'apps/image-generator/src/edit/edit-', // words that show a change which no edit may make
  'apps/image-generator/src/moderation/',
  'apps/image-generator/src/prompt/',
  'apps/transcriber/src/documents/source-text.ts',
  'apps/transcriber/src/points/claim.ts',
  'apps/transcriber/src/recordings/doubts.ts',
  'libs/kinds/src/document/document.ts',
];

/** Texts that are still in code, with what keeps each there. The list may only shrink. */
const STILL_IN_CODE: Readonly<Record<string, string>> = {
  'apps/sandbox/src/chat-page/chat.js': 'the name of a person in the demo',
  'libs/database/src/migrations/1795132806000-create-bot.ts': 'a comment in the database; migrations are not edited',
  'libs/domain/src/language.ts': 'what languages call themselves, in every language the same',
};

const productFiles = execFileSync('git', ['ls-files', 'apps/*/src/*', 'libs/*/src/*'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.(ts|json|html|js|css|svg)$/.test(file) && !/\.(spec|fixture)\.ts$|\/samples\//.test(file));

it('the words that a person reads are in message files: no other file of the product says anything in Russian', () => {
  const saying = productFiles.filter((file) => isSaid(readFileSync(path.join(root, file), 'utf8')));
  const unknown = saying.filter((file) => !UNDERSTOOD.some((one) => file.startsWith(one)) && !STILL_IN_CODE[file]);

  expect(unknown).toEqual([]);
  expect(Object.keys(STILL_IN_CODE).filter((file) => !saying.includes(file))).toEqual([]); // a file that says nothing in Russian any more must be taken off the list
});

it.each([
  [`const a = 'Привет';`, true],
  ['const a = html`<b>Меню</b>`;', true],
  [`/** «Привет» */\nconst a = 1; // Меню`, false],
  [`const a = 'https://x.y/Меню';`, true],
])('the check knows whether %j says something in Russian', (code, is) => expect(isSaid(code)).toBe(is));
