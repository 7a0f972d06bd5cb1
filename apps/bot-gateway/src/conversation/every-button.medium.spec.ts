import { beforeAll, describe, expect, it } from '@jest/globals';
import type { AvatarId, TelegramId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import { incoming, walk, type Sight, type Walk } from '../../spec/walk';
import { features } from '../features';
import { Readers } from '../readers';
import type { Speaker } from './flow';
import type { Input } from './input';
import { MENU, Registry } from './registry';

const registry = new Registry(features);

const INPUTS: readonly Input[] = [
  { kind: 'text', text: 'Anna on the Moon' },
  { kind: 'text', text: 'x' },
  { kind: 'text', text: '<b>&"'.repeat(500) },
  { kind: 'photo', file: incoming() },
  { kind: 'photo', file: incoming({ albumId: '1', bytes: null }) },
  { kind: 'file', file: incoming({ name: 'me.jpg', mimeType: 'image/jpeg' }) },
  { kind: 'file', file: incoming({ name: 'huge.zip', mimeType: 'application/zip', bytes: 3e9 }) },
  { kind: 'file', file: incoming({ name: 'talk.mp3', mimeType: 'audio/mpeg' }) },
  { kind: 'voice', file: incoming({ mimeType: 'audio/ogg', seconds: 7 }) },
  { kind: 'audio', file: incoming({ name: 'talk.mp3', mimeType: 'audio/mpeg', seconds: 5000, bytes: 19_000_000 }) },
  { kind: 'other' },
];

/** Somebody who has everything: credits, avatars in every state, pictures, transcripts, drafts. */
const rich = async () => {
  const world = await onPostgres('bot', { until: 'file' });
  const { userId, telegramId } = await world.given.person({ firstName: 'Anna', telegramId: 5 as TelegramId });
  await world.given.account({ userId, credits: 10_000 });
  // Whatever is made on the way gets this id, so that the rows its owner would write are there already.
  const id = newId<string>();
  const name = 'Anna';
  await world.given.avatar({ id: id as AvatarId, userId, name, status: 'ready_for_training', photos: 12 });
  const { id: avatarId } = await world.given.avatar({ userId, name, isMain: true });
  for (const status of ['completed', 'error', 'cancelled', 'training', 'photos_uploading'] as const) {
    await world.given.avatar({ userId, name, status });
  }
  await world.given.generation({ userId, avatarId, state: 'succeeded', delivered: 1 });
  const person: Speaker = { userId, telegramId, firstName: 'Anna', language: 'ru' };
  return walk({
    registry,
    readers: new Readers(world.database),
    person,
    now: new Date(),
    newId: <T>() => id as T,
    inputs: INPUTS,
  });
};

/** Somebody who has just come. */
const poor = async () => {
  const world = await onPostgres('bot', { until: 'file' });
  const { userId, telegramId } = await world.given.person({ firstName: 'Anna' });
  await world.given.account({ userId });
  const person: Speaker = { userId, telegramId, firstName: 'Anna', language: 'ru' };
  return walk({ registry, readers: new Readers(world.database), person, now: new Date(), newId, inputs: INPUTS });
};

describe('everywhere a person can go', () => {
  let walks: readonly Walk[];
  let sights: readonly Sight[];
  beforeAll(async () => {
    walks = await Promise.all([rich(), poor()]);
    sights = walks.flatMap((walked) => walked.sights);
  }, 60_000);

  it('every button is answered, and every screen can be shown in both languages', () => {
    expect([...new Set(walks.flatMap(({ complaints }) => complaints))]).toEqual([]);
  });

  it('every step of every conversation can be reached', () => {
    const reached = new Set(sights.map(({ flow, step }) => `${flow}/${step}`));
    const all = [...registry.flows.values()].flatMap((flow) =>
      Object.keys(flow.steps).map((step) => `${flow.name}/${step}`),
    );

    expect(all.filter((place) => !reached.has(place))).toEqual([]);
  });

  it('every screen has a way back to the menu by buttons alone', () => {
    const home = `${MENU}/${registry.flow(MENU).first}`;
    const leadHome = new Set([home]);
    for (let grew = true; grew;) {
      const before = leadHome.size;
      for (const { flow, step, leadsTo } of sights) {
        if ([...leadsTo].some((place) => leadHome.has(place))) leadHome.add(`${flow}/${step}`);
      }
      grew = leadHome.size > before;
    }

    expect(sights.map(({ flow, step }) => `${flow}/${step}`).filter((place) => !leadHome.has(place))).toEqual([]);
  });
});
