import { describe, expect, it } from '@jest/globals';
import { Health } from './health';

const answers = async (): Promise<void> => {};
const fails = async (): Promise<void> => Promise.reject(new Error('postgres://user:hunter2@db is away'));

describe('the health of an app', () => {
  it('is ready while everything it cannot do without answers', async () => {
    const health = new Health();
    health.dependsOn('postgres', answers);
    health.dependsOn('fal', fails, false);

    expect(await health.isReady()).toBe(true);
  });

  it.each([
    ['refuses', fails],
    [
      'throws at once',
      () => {
        throw new Error('no client');
      },
    ],
    ['never answers', () => new Promise<void>(() => {})],
  ])('is not ready when something it needs %s', async (_how, check: () => Promise<void>) => {
    const health = new Health();
    health.dependsOn('postgres', check);

    expect(await health.isReady()).toBe(false);
  });

  it('is not ready once the app is stopping', async () => {
    const health = new Health();
    health.dependsOn('postgres', answers);
    health.markStopping();

    expect(await health.isReady()).toBe(false);
  });

  it('names everything the app leans on, and why nothing: reasons may hold secrets', async () => {
    const health = new Health();
    health.dependsOn('postgres', answers);
    health.dependsOn('fal', fails, false);

    const all = await health.all();

    expect(all).toMatchObject([
      { name: 'postgres', ok: true },
      { name: 'fal', ok: false },
    ]);
    expect(JSON.stringify(all)).not.toContain('hunter2');
  });
});
