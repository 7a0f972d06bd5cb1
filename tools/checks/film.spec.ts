import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';

const root = path.resolve(__dirname, '../..');
const record = () => import('../story/film-record.mts');

const rooms: string[] = [];
afterAll(() => rooms.forEach((room) => rmSync(room, { recursive: true, force: true })));

/** Copies the files that the film shows, so that a test can change the copy. */
const copied = (): string => {
  const room = mkdtempSync(path.join(tmpdir(), 'aisha-film-'));
  rooms.push(room);
  for (const folder of ['libs/words/src/en', 'libs/words/src/ru', 'apps/sandbox/src/chat-page', 'docs/pictures'])
    cpSync(path.join(root, folder), path.join(room, folder), { recursive: true });
  return room;
};
const change = (room: string, file: string, from: string | RegExp, to: string): void => {
  const before = readFileSync(path.join(room, file), 'utf8');
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(path.join(room, file), after);
};

describe('the film of the README', () => {
  it('no text, style or button that the film of the README shows has changed since the film was made', async () => {
    const { ANEW, readRecord, staleIn } = await record();
    const of = readRecord(root)!;
    expect(Object.keys(of.texts).length).toBeGreaterThan(20);
    const stale = staleIn(root, of);
    expect(stale.length > 0 ? [ANEW, ...stale] : []).toEqual([]);
  });

  it('a changed word of a text that the film shows makes the film stale', async () => {
    const { readRecord, staleIn } = await record();
    const room = copied();
    const of = readRecord(room)!;
    const [id = ''] = Object.keys(of.texts).filter((one) => one.startsWith('menu.'));
    const [, message = ''] = id.split('.');
    change(room, `libs/words/src/${of.language}/menu.ftl`, new RegExp(`^(${message} =\\s+)(.)`, 'm'), '$1Well: $2');
    expect(staleIn(room, of)).toContain(`the text ${id} has changed`);
  });

  it('a changed style makes the film stale, and a comment does not', async () => {
    const { readRecord, staleIn } = await record();
    const room = copied();
    const of = readRecord(room)!;
    const style = 'apps/sandbox/src/chat-page/messages.css';
    change(room, style, /^/, '/* Why. */\n');
    expect(staleIn(room, of)).not.toContain(`${style} has changed`);
    change(room, style, /$/, '\n.message { opacity: 0.5; }\n');
    expect(staleIn(room, of)).toContain(`${style} has changed`);
  });

  it('a button that was added, or is gone, is named with its chapter', async () => {
    const { otherButtons } = await record();
    const film = { keyboards: [['a / b'], ['a / b', 'c']] };
    expect(otherButtons(film, [['a / b'], ['a / b', 'c'], ['later']])).toEqual([]);
    expect(otherButtons(film, [['a / b'], ['a / b', 'c d']])).toEqual(['chapter 2 has other buttons: − c; + c d']);
  });
});
