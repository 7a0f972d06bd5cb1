import { describe, expect, it } from '@jest/globals';
import { onPostgres } from '@aisha/testing';
import { partsOfBot } from '../../../spec/bot-harness';
import { incoming } from '../../../spec/walk';
import { features } from '../../features';
import type { Place } from './conversation.store';
import { Conversations } from './conversations';
import type { FileKind, Input } from './input';
import { MENU } from './flow';
import { Registry } from './registry';

/** The id of a file, which no row may contain before the consent. */
const FILE_ID = 'the-file-of-a-face';

/** The kinds of files. The type of the object makes a missing kind an error of the compiler. */
const FILE_KINDS = Object.keys({
  photo: true,
  file: true,
  voice: true,
  audio: true,
  video: true,
} satisfies Record<FileKind, true>) as FileKind[];

const MIME: Readonly<Partial<Record<FileKind, string>>> = {
  file: 'image/jpeg',
  audio: 'audio/mpeg',
  voice: 'audio/ogg',
  video: 'video/mp4',
};

const registry = new Registry(features);
const STEPS = [...registry.flows.values()].flatMap((flow) =>
  Object.keys(flow.steps).map((step): [string, string] => [flow.name, step]),
);

/** Whether a step reads only what is written below a file, so that the file itself never reaches it. */
const readsOnlyCaptions = (flow: string, step: string): boolean =>
  registry.flow(flow).steps[step]!.actions.some(({ on }) => on === 'caption');

const setup = async () => {
  const postgres = await onPostgres('bot');
  const { database, admin } = postgres;
  const conversations = (await partsOfBot({ database })).get(Conversations);
  const person = await postgres.fixtures.person();
  let updateId = 0;
  return {
    postgres,
    person,
    /** Handles an input for a person whose row shows no consent, because the bot read it a moment before the person agreed. */
    handles: (input: Input, place: Omit<Place, 'updateId'> | null = null) =>
      database.transaction((tx) =>
        conversations.handle(
          tx,
          { ...person, consent: null },
          { updateId: (updateId += 1), receivedAt: new Date(), input },
          place && { ...place, updateId: 0 },
        ),
      ),
    conversation: () => admin.query('SELECT flow, step, draft FROM bot.conversation'),
  };
};

describe('before the consent', () => {
  it('before the consent an input with a file of any kind is held at every step of every conversation but support, which gets no file; no row has the file’s id, and the bot asks only once', async () => {
    const { postgres, handles, conversation } = await setup();

    for (const [name, step] of STEPS) {
      const { version, begin } = registry.flow(name);
      for (const kind of FILE_KINDS) {
        const file = incoming({ fileId: FILE_ID, uniqueId: FILE_ID, mimeType: MIME[kind] ?? null });
        const place = { flow: name, step, draft: begin(), version, screen: null, isRecent: false };
        const expected = readsOnlyCaptions(name, step) ? 'handled' : 'held';
        expect([name, step, kind, await handles({ kind, file }, place)]).toEqual([name, step, kind, expected]);
      }
      // The deliveries get the present time, because on a slow machine all kinds together take longer than CONSENT_ONCE_MS.
      await postgres.admin.query('UPDATE bot.delivery SET created_at = now()');
    }

    expect(STEPS.length).toBeGreaterThan(20);
    expect(STEPS.filter(([flow, step]) => readsOnlyCaptions(flow, step))).toEqual([['tickets', 'write']]);
    expect(await postgres.admin.tablesWith(FILE_ID)).toEqual([]);
    expect(await postgres.outboxOf('bot')).toEqual([]);
    expect(await conversation()).toEqual([]);
    // The bot asks only once for all kinds. Support replies that it reads only text.
    const asked = `SELECT card_key FROM bot.delivery WHERE card_key NOT LIKE 'once:%'`;
    expect(await postgres.admin.query(asked)).toEqual([{ card_key: 'consent' }]);
  });

  it('an input without a photo or a sound passes before the consent', async () => {
    const { handles } = await setup();
    const place = { flow: MENU, step: 'main', draft: {}, version: 1, screen: null, isRecent: false };

    for (const input of [
      { kind: 'text', text: 'привет', messageId: 1 },
      { kind: 'command', name: 'balance', argument: '' },
      { kind: 'other', what: 'sticker' },
      { kind: 'edited', text: 'hi', messageId: 1 },
    ] satisfies Input[]) {
      expect(await handles(input, place)).toBe('handled');
    }
  });
});

it('a photo is handled, not held, when another replica has recorded the consent since the row of the person was read', async () => {
  const { postgres, person, handles } = await setup();
  await postgres.fixtures.consent(person);

  expect(await handles({ kind: 'photo', file: incoming() })).toBe('handled');
});
