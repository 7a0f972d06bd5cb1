import { describe, expect, it } from '@jest/globals';
import { AppError } from '@aisha/domain';
import { register } from 'prom-client';
import { Health } from './health';

const answers = async (): Promise<void> => {};
const fails = async (): Promise<void> => Promise.reject(new Error('postgres://user:hunter2@db is away'));

describe('the health of an app', () => {
  it('an app is ready while every part that it needs answers, whatever other parts do', async () => {
    const health = new Health(['postgres']);
    health.dependsOn('postgres', answers);
    health.dependsOn('fal', fails);

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
  ])('an app is not ready when a part that it needs %s', async (_how, check: () => Promise<void>) => {
    const health = new Health(['postgres']);
    health.dependsOn('postgres', check);

    expect(await health.isReady()).toBe(false);
  });

  it('the health of an app shows a warning of coming trouble, and the code of present trouble', async () => {
    const health = new Health();
    health.dependsOn('openai', async () => 'gpt-9 ends on 2026-12-24');
    health.dependsOn('fal', () => Promise.reject(new AppError('provider-refused-key')));

    expect(await health.all()).toMatchObject([
      { name: 'openai', ok: true, note: 'gpt-9 ends on 2026-12-24' },
      { name: 'fal', ok: false, note: 'provider-refused-key' },
    ]);
  });

  it('the health of an app has a gauge for each of its dependencies', async () => {
    const health = new Health(['postgres']);
    health.dependsOn('postgres', answers);
    health.dependsOn('fal', fails);
    await health.all();

    const metrics = await register.metrics();
    expect(metrics).toContain('aisha_dependency_up{dependency="postgres",required="true"} 1');
    expect(metrics).toContain('aisha_dependency_up{dependency="fal",required="false"} 0');
  });

  it('an app is not ready once it is stopping', async () => {
    const health = new Health(['postgres']);
    health.dependsOn('postgres', answers);
    health.markStopping();

    expect(await health.isReady()).toBe(false);
  });

  it('the health of an app names every part it depends on, and no message of a foreign error, which may hold secrets', async () => {
    const health = new Health(['postgres']);
    health.dependsOn('postgres', answers);
    health.dependsOn('fal', fails);

    const all = await health.all();

    expect(all).toMatchObject([
      { name: 'postgres', ok: true, required: true },
      { name: 'fal', ok: false, required: false },
    ]);
    expect(JSON.stringify(all)).not.toContain('hunter2');
  });
});
