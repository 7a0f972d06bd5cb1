import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { StartGeneration } from '@aisha/kinds/messages';
import { parsePayload } from './parse-payload';

const AVATAR = { kind: 'avatar', avatarId: randomUUID() };
const WITHOUT = { kind: 'idea' };

const read = (fields: object): StartGeneration =>
  parsePayload(StartGeneration, {
    orderId: randomUUID(),
    userId: randomUUID(),
    input: AVATAR,
    prompt: 'на мосту',
    aspectRatio: '3:4',
    pictureCount: 1,
    ...fields,
  });

describe('an order of pictures', () => {
  it.each([
    ['four of an idea', { pictureCount: 4 }],
    ['one without an avatar', { input: WITHOUT }],
    ['two of a look', { pictureCount: 2, look: 'noir' }],
    ['a prompt sent back as long as one that is shown', { prompt: 'a'.repeat(1_800), enhance: false }],
    ['a session of eight', { pictureCount: 8, session: 'cinema' }],
    ['a session of sixteen', { pictureCount: 16, session: 'cinema' }],
  ])('an order of pictures is read: %s', (_, fields) => {
    expect(read(fields)).toMatchObject(fields);
  });

  it.each([
    ['five of an idea', { pictureCount: 5 }, 'pictureCount'],
    ['sixteen of a look', { pictureCount: 16, look: 'noir' }, 'pictureCount'],
    ['a session of four', { pictureCount: 4, session: 'cinema' }, 'pictureCount'],
    ['a session of seventeen', { pictureCount: 17, session: 'cinema' }, 'pictureCount'],
    ['a look in a session', { pictureCount: 8, session: 'cinema', look: 'noir' }, 'look'],
    ['a look without an avatar', { input: WITHOUT, look: 'noir' }, 'look'],
  ])('an order of pictures is unreadable as %s', (_, fields, field) => {
    expect(() => read(fields)).toThrow(
      expect.objectContaining({ code: 'message-unreadable', facts: { fields: field } }),
    );
  });

  it('an order of pictures waits for the release that knows its group of looks', () => {
    expect(() => read({ pictureCount: 8, session: 'of-tomorrow' })).toThrow(
      expect.objectContaining({ code: 'message-unknown' }),
    );
  });
});
