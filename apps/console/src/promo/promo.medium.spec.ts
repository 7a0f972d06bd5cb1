import { expect, it } from '@jest/globals';
import { lowestIdAt } from '@aisha/database';
import { DAY_MS, type UserId } from '@aisha/domain';
import { desk, OWNER } from '../../spec/desk';

it('the promo screen shows by which links people came within 30 days and how many of them got a picture, and names nobody', async () => {
  const at = await desk();
  const { fixtures } = at.postgres;
  for (const firstPictureAt of [new Date(), null]) await fixtures.person({ cameBy: 'share', firstPictureAt });
  await fixtures.person({ cameBy: 'gift', firstPictureAt: null });
  await fixtures.person({ cameBy: null });
  await fixtures.person({ cameBy: 'share', userId: lowestIdAt(Date.now() - 31 * DAY_MS) as UserId });

  const answer = (await (await at.ask('GET', '/api/promo', await at.as(OWNER))).json()) as { arrivals: unknown };

  expect(answer.arrivals).toEqual([
    { link: 'share', came: 2, withPicture: 1 },
    { link: 'gift', came: 1, withPicture: 0 },
  ]);
});
