import { describe, expect, it } from '@jest/globals';
import { startFal } from '@aisha/fakes/fal';
import { afterThisTest } from '@aisha/testing';
import { FalModelList } from './fal-model-list';

const [DRAWS, MOVES, NEVER_WAS] = ['fal-ai/flux-lora', 'fal-ai/wan/v2.2-a14b/image-to-video/turbo', 'fal-ai/never-was'];

const setup = async () => {
  const fal = await startFal({ key: 'id:secret' });
  afterThisTest(() => fal.close());
  return { fal, list: new FalModelList(fal.platformUrl) };
};

describe('FAL’s own list of models', () => {
  it('FAL’s own list of models says of each model whether it is active, deprecated or not listed', async () => {
    const { fal, list } = await setup();
    fal.faults.add({ on: 'catalogue', kind: 'deprecated', match: MOVES! });

    expect(await list.listed([DRAWS!, MOVES!, NEVER_WAS!])).toEqual(
      new Map([
        [DRAWS, 'active'],
        [MOVES, 'deprecated'],
        [NEVER_WAS, 'unlisted'],
      ]),
    );
  });

  it.each([
    ['503', 'provider-busy'],
    ['reset', 'provider-unreachable'],
    ['502-html', 'provider-unreachable'],
    ['cut', 'provider-unreachable'],
    ['malformed', 'provider-answer-unreadable'],
  ] as const)(
    'reading FAL’s own list of models fails after %s as "%s", and reports no model as not listed',
    async (kind, code) => {
      const { fal, list } = await setup();
      fal.faults.add({ on: 'catalogue', kind });

      await expect(list.listed([DRAWS!])).rejects.toMatchObject({ code });
    },
  );
});
