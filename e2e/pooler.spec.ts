import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import { hasPgBouncer, onEmptyPostgres, onPgBouncer } from '@aisha/testing';
import { menuTexts, orderTexts, transcribeTexts } from '@aisha/words';
import { inTurn, saying } from '@aisha/testing/words';
import { PATIENT } from './src/patience';
import { Product } from './src/product';
import { walksIn } from './src/walks';
import { WORDS } from './src/words';

const { buysCredits, confirmsPictures, describes, makesAvatar, starts } = walksIn('ru');

if (!hasPgBouncer) console.warn('No pgbouncer on this machine: the story behind one is not told.');

(hasPgBouncer ? describe : describe.skip)('behind a PgBouncer in transaction mode', () => {
  let aisha: Product;
  beforeAll(async () => {
    const { url } = await onEmptyPostgres('file');
    const { port } = await onPgBouncer({ servers: 2, until: 'file' }); // fewer connections than the pool of any app has
    const pooler = Object.assign(new URL(url), { port: String(port), username: '', password: '' });
    aisha = await Product.start({
      MIGRATE_DATABASE_URL: url,
      DATABASE_URL: pooler.href,
      INSTALLATION: 'pooled', // the server's other logins belong to other tests
    });
  }, 600_000);
  afterAll(async () => aisha?.stop(), 60_000);

  it('an avatar, pictures and a recording are made and paid for, although gateway and generator are killed', async () => {
    const anna = await aisha.join('Анна');
    await starts(anna);
    await anna.sends('/balance');
    await buysCredits(anna);
    await anna.presses(menuTexts.ru.toMenu, PATIENT);
    await makesAvatar(anna, 'Анна');
    await aisha.kills('bot-gateway');
    const described = await describes(anna, 'прогулка у моря', 1);
    await confirmsPictures(anna, described);
    await aisha.kills('image-generator');
    await anna.sees(saying(orderTexts.ru.receipt, { isWhole: false, charged: 300n }), PATIENT);
    await anna.sendsVoice(await recordedTone(8), 8);
    await anna.presses(WORDS.ru.writeDown, PATIENT);
    await anna.sees(
      inTurn(
        saying(transcribeTexts.ru.orderDelivered),
        saying(orderTexts.ru.receipt, { isWhole: false, charged: 10n, availableAfter: 9_690n }),
      ),
      PATIENT,
    );
    expect(await aisha.violations()).toEqual([]);
  }, 600_000);
});
