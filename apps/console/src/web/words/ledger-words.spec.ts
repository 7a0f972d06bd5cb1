import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { LEDGER_MOVES } from '@aisha/database/billing';

it.each(['ru', 'en'])('each type of a row of the ledger has a word of the desk in %s', (language) => {
  const file = readFileSync(path.join(__dirname, `${language}.ftl`), 'utf8');
  const said = [...file.matchAll(/^ledger-(\S+) = ./gm)].map(([, type]) => type);

  expect(Object.keys(LEDGER_MOVES).filter((type) => !said.includes(type))).toEqual([]);
});
