import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import type { OrderId } from '@aisha/domain';
import { fakeDocker, type GfpganFault } from '@aisha/fakes/gfpgan';
import { newId } from '@aisha/platform';
import { restorationKey } from '@aisha/storage';
import { eventually, folderOfThisTest } from '@aisha/testing';
import { contentOf, enhancerHarness, isKept } from '../../spec/enhancer-harness';
import { GfpganContainer, type GfpganOptions } from '../gfpgan/gfpgan-container';

const NEVER = new AbortController().signal;

/** A GFPGAN that runs in a fake docker, and a photo for it. */
const setup = async (options: Partial<GfpganOptions> = {}) => {
  const folder = folderOfThisTest();
  const docker = await fakeDocker(folder);
  const gfpgan = new GfpganContainer({
    image: 'aisha-gfpgan:spec',
    script: '/app/inference_gfpgan.py',
    weights: docker.weights,
    installation: 'spec',
    timeoutMs: 60_000,
    environment: {},
    docker: docker.program,
    ...options,
  });
  const jobFolder = async (): Promise<string> => {
    const made = await mkdtemp(path.join(folder, 'job-'));
    return made;
  };
  const photoOf = async (width: number, height: number, background = 'teal') => ({
    orderId: newId<OrderId>(),
    content: await sharp({ create: { width, height, channels: 3, background } })
      .jpeg()
      .toBuffer(),
    ...{ width, height, factor: 2 },
  });
  return { docker, gfpgan, jobFolder, photoOf };
};

describe('GFPGAN in a container', () => {
  it('GFPGAN in a container makes a photo larger, without a network, within limits and on a read-only file system', async () => {
    const { docker, gfpgan, jobFolder, photoOf } = await setup();
    const photo = await photoOf(60, 40);

    const made = await gfpgan.restore(photo, await jobFolder(), NEVER);

    expect(await sharp(made).metadata()).toMatchObject({ format: 'png', width: 120, height: 80 });
    const run = (await docker.calls()).find(([command]) => command === 'run')!;
    expect(run.join(' ')).toContain('--network none --memory 6g --pids-limit 256 --read-only');
    expect(run.join(' ')).toMatch(
      /-i \/job\/inputs\/photo\.jpg -o \/job\/results -v 1\.4 -s 2 --bg_upsampler none --ext png$/,
    );
    expect(await docker.running()).toEqual([]);
  });

  it.each<[GfpganFault, string]>([
    ['noface', 'no-face-to-restore'],
    ['fail', 'provider-failed'],
    ['corrupt', 'provider-failed'],
    ['oom', 'provider-failed'],
    ['size', 'provider-failed'],
  ])('GFPGAN in a container fails with an error when its run goes wrong or finds no face: %s', async (fault, code) => {
    const { docker, gfpgan, jobFolder, photoOf } = await setup();
    await docker.behaves(fault);

    await expect(gfpgan.restore(await photoOf(60, 40), await jobFolder(), NEVER)).rejects.toMatchObject({ code });
  });

  it('a container of GFPGAN that takes too long is removed by its name', async () => {
    const { docker, gfpgan, jobFolder, photoOf } = await setup({ timeoutMs: 3_000 });
    await docker.behaves('hang');
    const photo = await photoOf(60, 40);

    await expect(gfpgan.restore(photo, await jobFolder(), NEVER)).rejects.toMatchObject({ code: 'took-too-long' });

    expect((await docker.calls()).at(-1)).toEqual(['rm', '-f', `aisha-gfpgan-${photo.orderId}`]);
    expect(await docker.running()).toEqual([]);
  });

  it('a container of GFPGAN is removed when nothing needs its result any more', async () => {
    const { docker, gfpgan, jobFolder, photoOf } = await setup();
    await docker.behaves('hang');
    const wanted = new AbortController();
    const restoring = gfpgan.restore(await photoOf(60, 40), await jobFolder(), wanted.signal);
    const ended = expect(restoring).rejects.toMatchObject({ code: 'took-too-long' });
    await eventually(async () => (await docker.running()).length > 0);

    wanted.abort();

    await ended;
    expect(await docker.running()).toEqual([]);
  });

  it('GFPGAN restores the photos of two people at once, each in a container of its own, and mixes none of them up', async () => {
    const { gfpgan, jobFolder, photoOf } = await setup();
    const [wide, high] = [await photoOf(60, 40, 'red'), await photoOf(40, 60, 'blue')];

    const [one, other] = await Promise.all(
      [wide, high].map(async (photo) => gfpgan.restore(photo, await jobFolder(), NEVER)),
    );

    expect(await sharp(one).metadata()).toMatchObject({ width: 120, height: 80 });
    expect(await sharp(other).metadata()).toMatchObject({ width: 80, height: 120 });
  });

  it('GFPGAN in a container fails as `provider-failed` without its weights, and as `provider-unreachable` without docker', async () => {
    const noWeights = await setup({ weights: '/nowhere' });
    const noDocker = await setup({ docker: '/nowhere/docker' });

    await expect(
      noWeights.gfpgan.restore(await noWeights.photoOf(60, 40), await noWeights.jobFolder(), NEVER),
    ).rejects.toMatchObject({ code: 'provider-failed' });
    await expect(
      noDocker.gfpgan.restore(await noDocker.photoOf(60, 40), await noDocker.jobFolder(), NEVER),
    ).rejects.toMatchObject({ code: 'provider-unreachable' });
  });

  it('a container that a dead process has left running is removed', async () => {
    const { docker, gfpgan, jobFolder, photoOf } = await setup();
    await docker.behaves('hang');
    const left = gfpgan.restore(await photoOf(60, 40), await jobFolder(), NEVER).catch(() => undefined);
    await eventually(async () => (await docker.running()).length > 0);

    await gfpgan.removeLeftOvers();

    await left;
    expect(await docker.running()).toEqual([]);
  });
});

const foldersOfOurs = async (): Promise<string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith(`aisha-work-${process.pid}-`));

/** The folders of this process that are new since `before`: another spec of the process may have left one. */
const newFolders = async (before: readonly string[]): Promise<string[]> =>
  (await foldersOfOurs()).filter((name) => !before.includes(name));

describe('a photo that is restored in a container', () => {
  it('a photo that is restored in a container is delivered and charged, and no folder stays behind', async () => {
    const { gfpgan } = await setup();
    const { start, find, said, userId, orderId, jobs } = await enhancerHarness({ gfpgan });
    const before = await foldersOfOurs();

    await start();

    expect(await find()).toMatchObject({ state: 'succeeded', width: 400, height: 600 });
    expect((await said()).map(({ job }) => job)).toEqual(['settle-hold', 'deliver-result']);
    expect(await sharp(await contentOf(restorationKey(userId, orderId))).metadata()).toMatchObject({ width: 400 });
    expect(jobs()).toEqual([]);
    expect(await newFolders(before)).toEqual([]);
  });

  it.each<[GfpganFault, string]>([
    ['noface', 'no-face-to-restore'],
    ['fail', 'provider-failed'],
  ])(
    'an order ends without a charge, and leaves neither a file nor a folder, when the container has restored nothing: %s',
    async (fault, code) => {
      const { docker, gfpgan } = await setup();
      const { start, said, userId, orderId } = await enhancerHarness({ gfpgan });
      await docker.behaves(fault);
      const before = await foldersOfOurs();

      await start();

      expect(await said()).toEqual([
        expect.objectContaining({ job: 'settle-hold', delivered: 0, reason: code }),
        expect.objectContaining({ job: 'explain-failure', code }),
      ]);
      expect(await isKept(restorationKey(userId, orderId))).toBe(false);
      expect(await newFolders(before)).toEqual([]);
    },
  );
});
