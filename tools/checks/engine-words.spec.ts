import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { trackedFiles } from './tracked-files';

const workspace = path.resolve(__dirname, '../..');
const ENGINE = 'apps/bot-gateway/src/engine/';

/**
 * Words of this bot that once stood in the engine, which carries the conversations of any bot (decision 147). Comments are read, too: what
 * a comment has to explain by such a word, the code knows.
 */
const WORDS =
  /storey|avatar|selfie|\bideas?\b|can-?draw|draw-?anyway|onHeld|order\.asked|aboutCredits|billing|profileTexts|\.\.\/pictures/gi;

const wordsIn = (code: string): string[] => code.match(WORDS) ?? [];

it('the engine of the gateway speaks no word of this bot: what it says, sells and keeps', () => {
  const files = trackedFiles().filter((name) => name.startsWith(ENGINE) && /(?<!\.spec)\.ts$/.test(name));
  const spoken = files.flatMap((name) =>
    wordsIn(readFileSync(path.join(workspace, name), 'utf8')).map((word) => `${name.slice(ENGINE.length)}: ${word}`),
  );

  expect(files.length).toBeGreaterThan(80);
  expect(spoken).toEqual([]);
});

it('a word of the bot is found in a name, in a text and in a comment', () => {
  const planted = `/** Draws an idea. */\nexport const drawAnyway = { first: 'can-draw', storeys: STOREYS };\n`;

  expect(wordsIn(planted)).toEqual(['idea', 'drawAnyway', 'can-draw', 'storey', 'STOREY']);
});
