import { describe, expect, it } from '@jest/globals';
import { startFal } from '@aisha/fakes/fal';
import { afterThisTest, eventually } from '@aisha/testing';
import sharp from 'sharp';
import { FalHttpQueue } from './http/client';
import { FalVideoModel } from './fal-video-model';
import { FalFiles } from './files';
import type { RemoteOutcome, VideoModel } from '../ports';

const WAN = 'fal-ai/wan/v2.2-a14b/image-to-video/turbo';

/** FAL's fake and the adapter, and a way to look at an uploaded picture. */
const setup = async () => {
  const fal = await startFal({ key: 'id:secret' });
  afterThisTest(() => fal.close());
  const queue = new FalHttpQueue({ key: 'id:secret', queueUrl: fal.queueUrl, restUrl: fal.restUrl });
  const videos: VideoModel = new FalVideoModel(queue, new FalFiles([fal.cdnHost]));
  const ended = async (pictureUrl: string): Promise<RemoteOutcome> => {
    const submission = videos.submission({ pictureUrl, motion: 'She smiles.' }, 'http://127.0.0.1:9/nobody');
    const answer = await queue.submit(submission);
    if (answer.state !== 'accepted') throw answer.error;
    return eventually(async () => {
      const outcome = await queue.poll(answer.request);
      return (outcome.state === 'succeeded' || outcome.state === 'failed') && outcome;
    }) as Promise<RemoteOutcome>;
  };
  return { fal, videos, ended };
};

const jpeg = (): Promise<Buffer> =>
  sharp({ create: { width: 300, height: 400, channels: 3, background: '#846' } })
    .jpeg()
    .toBuffer();

describe('a video of a picture, at FAL', () => {
  it('a video of a picture is ordered at 720p, with both checkers, and read back as an MP4', async () => {
    const { fal, videos, ended } = await setup();
    const pictureUrl = await videos.upload(await jpeg());

    const outcome = await ended(pictureUrl);

    if (outcome.state !== 'succeeded') throw new Error(outcome.state);
    const mp4 = await videos.read(WAN, outcome.output);
    expect(mp4.toString('latin1', 4, 8)).toBe('ftyp');
    expect(videos.submission({ pictureUrl, motion: 'She smiles.' }, 'http://a/b')).toMatchObject({
      input: {
        image_url: pictureUrl,
        prompt: 'She smiles.',
        resolution: '720p',
        enable_safety_checker: true,
        enable_output_safety_checker: true,
      },
      dollars: 0.1,
      keepFilesSeconds: 86_400,
    });
    expect(fal.jobs()).toMatchObject([{ billed: true }]);
  });

  it('a video of a file that is no picture fails with photos-refused', async () => {
    const { videos, ended } = await setup();

    expect(await ended(await videos.upload(Buffer.from('no picture')))).toMatchObject({
      state: 'failed',
      error: { code: 'photos-refused', facts: { errorType: 'image_load_error' } },
    });
  });

  it('a picture that was uploaded for a video is known to be at FAL until it expires there', async () => {
    const { fal, videos } = await setup();
    const pictureUrl = await videos.upload(await jpeg());

    expect(await videos.has(pictureUrl)).toBe(true);
    fal.expireFiles(pictureUrl);
    expect(await videos.has(pictureUrl)).toBe(false);
  });

  it.each([[null], [{}], [{ video: null }], [{ video: { url: 'no address' } }], [{ videos: [{ url: 'http://a/b' }] }]])(
    'the output %j of a video is unreadable',
    async (output) => {
      const { videos } = await setup();
      await expect(videos.read(WAN, output)).rejects.toMatchObject({ code: 'provider-answer-unreadable' });
    },
  );
});
