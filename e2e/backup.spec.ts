import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { LOGINS, passwordVariable } from '@aisha/domain';
import { scratchDirectory, startPostgres, timePasses } from '@aisha/embedded';
import { startS3 } from '@aisha/fakes/s3';
import { Admin, eventually } from '@aisha/testing';
import { failureTexts, generateTexts, menuTexts, myDataTexts, orderTexts, supportTexts } from '@aisha/words';
import { inTurn, saying } from '@aisha/testing/words';
import { ordersInEveryState } from './src/orders-in-every-state';
import { PATIENT } from './src/patience';
import { operate, Product } from './src/product';
import { picturesOf, walksIn } from './src/walks';

const { starts, buysCredits, makesAvatar, describes, confirmsPictures } = walksIn('ru');

const cancel = saying(orderTexts.ru.cancel, { back: 600n });
const S3_KEYS = { accessKey: 'another', secretKey: 'another-secret' };

let room = '';
const products: Product[] = [];
const closings: (() => Promise<unknown>)[] = [];
beforeAll(() => {
  room = scratchDirectory('aisha-restored-');
});
afterAll(async () => {
  for (const product of products) await product.stop();
  for (const close of closings) await close();
  rmSync(room, { recursive: true, force: true, maxRetries: 5 });
}, 180_000);

/** Starts an empty database server and an empty storage with other owners, as in a new cluster. */
const emptyServers = async (name: string): Promise<Record<string, string>> => {
  const stateDir = path.join(room, name, 'postgres');
  mkdirSync(stateDir, { recursive: true });
  const [postgres, s3] = await Promise.all([
    startPostgres({ stateDir, durable: true }),
    startS3({ dir: path.join(room, name, 's3'), ...S3_KEYS }),
  ]);
  closings.push(
    () => s3.close(),
    () => postgres.stop(),
  );
  return {
    MIGRATE_DATABASE_URL: postgres.url,
    ...Object.fromEntries(LOGINS.map((login) => [passwordVariable(login), `of ${login}`])),
    MINIO_ENDPOINT: s3.url,
    MINIO_ACCESS_KEY: S3_KEYS.accessKey,
    MINIO_SECRET_KEY: S3_KEYS.secretKey,
  };
};

const isRestored = async (folder: string, servers: Record<string, string>): Promise<void> => {
  const said = await operate('restore', [folder, '--yes'], { STATE_DIR: path.join(room, 'none'), ...servers });
  expect(said).toMatch(/^restored \d+ rows .* files\n/);
  expect(said).not.toContain('BAD');
};

it('the product goes on from a backup with other servers after its machine has died, and ends the orders that were under way', async () => {
  const before = await Product.start();
  products.push(before);
  const servers = await emptyServers('first'); // before the launcher starts, because both choose free ports, in two processes
  const anna = await before.join('Анна');
  await starts(anna);
  await anna.sends('/balance');
  await buysCredits(anna);
  await anna.presses(menuTexts.ru.toMenu, PATIENT);
  await makesAvatar(anna, 'Анна');
  const { id: avatarId } = await before.avatarNamed(anna, 'Анна');

  // One order is at FAL. The other is a message in the queue, which the backup does not contain; no app takes the message.
  const first = await describes(anna, 'портрет у окна');
  const atFal = await before.orderBeingConfirmed(anna);
  await before.breaks('fal', { on: 'job', kind: 'never-finish', match: atFal });
  await confirmsPictures(anna, first);
  await eventually(
    async () =>
      (await before.sql(`SELECT FROM generator.image_generation WHERE order_id = $1 AND state = 'waiting'`, [atFal]))
        .length,
    PATIENT,
  );
  before.freezes('image-generator');
  const second = await describes(anna, 'прогулка у моря');
  const queued = await before.orderBeingConfirmed(anna);
  const cardOfSecond = await confirmsPictures(anna, second);
  await eventually(
    async () =>
      (
        await before.sql(
          `SELECT FROM billing.outbox WHERE job = 'start-generation' AND trace_id = $1 AND published_at IS NOT NULL`,
          [queued],
        )
      ).length,
    PATIENT,
  );
  const folder = path.join(room, 'backup');
  await before.backsUp(folder);
  await before.dies();

  await isRestored(folder, servers);
  const files = readdirSync(path.join(room, 'first', 's3'), { recursive: true, encoding: 'utf8' });
  expect(before.filesOf(avatarId).length).toBeGreaterThanOrEqual(11); // ten photos and the model
  for (const file of before.filesOf(avatarId)) expect(files).toContain(file.replace(/.*?(^|\/)s3\//, ''));
  const after = await Product.start(servers, { inTheWorldOf: before });
  products.push(after);

  // The product publishes lost messages of the queue again; it waits for orders at FAL, or gives their credits back.
  await anna.sees(
    inTurn(saying(generateTexts.ru.done), saying(orderTexts.ru.receipt, { isWhole: false, charged: 600n })),
    { ...PATIENT, after: second },
  );
  expect(await picturesOf(anna, 'прогулка у моря')).toHaveLength(2);
  expect(await after.settled(queued)).toMatchObject({ status: 'captured', captured: 600 });
  // The pictures may come before the card loses its button. The test waits until the button is gone, because a person presses the newest
  // button that they see.
  await eventually(
    async () =>
      !(await anna.chat()).some(
        ({ message_id, buttons }) =>
          message_id === cardOfSecond.message_id && buttons.flat().some(({ text }) => cancel.test(text)),
      ),
    PATIENT,
  );
  await anna.presses(cancel, PATIENT);
  await anna.sees(
    inTurn(
      saying(failureTexts.ru.cancelledByUser),
      saying(orderTexts.ru.receipt, { isWhole: true, availableAfter: 9_400n }),
    ),
    PATIENT,
  );
  expect(await after.settled(atFal)).toMatchObject({ status: 'released', reason: 'cancelled-by-user' });
  for (const orderId of [atFal, queued]) expect(await after.jobsFor(orderId)).toHaveLength(1);

  const third = await describes(anna, 'вечер в горах');
  await confirmsPictures(anna, third);
  await anna.sees(
    inTurn(
      saying(generateTexts.ru.done),
      saying(orderTexts.ru.receipt, { isWhole: false, charged: 600n, availableAfter: 8_800n }),
    ),
    { ...PATIENT, after: third },
  );
  const asked = await anna.sends('/avatars');
  await anna.presses(/^⭐ Анна/, { ...PATIENT, after: asked });
  expect(await after.violations()).toEqual([]);
}, 600_000);

it('a person who had everything erased after a backup is erased again when that backup is restored, without an operator who lists whom', async () => {
  const before = await Product.start();
  products.push(before);
  const servers = await emptyServers('erased');
  const anna = await before.join('Евлампия');
  await starts(anna);
  await anna.sends('/balance');
  await buysCredits(anna);
  await anna.presses(menuTexts.ru.toMenu, PATIENT);
  await makesAvatar(anna, 'Лампочка');
  const { id: avatarId } = await before.avatarNamed(anna, 'Лампочка');
  const folder = path.join(room, 'before-the-erasure');
  await before.backsUp(folder);

  const after = await anna.sends('/privacy');
  await anna.presses(supportTexts.ru.eraseData, { ...PATIENT, after });
  await anna.presses(saying(myDataTexts.ru.eraseGoOn, { hasCredits: true }), { ...PATIENT, after });
  await anna.sees(/Напишите слово/, { ...PATIENT, after });
  const typed = await anna.sends('удалить');
  await anna.sees(/Всё о вас удалено/, { ...PATIENT, after: typed });
  expect(await before.operates(['backup', folder, '--erasures'])).toMatchObject({ code: 0 });
  await before.dies();

  await isRestored(folder, servers);
  const restored = await Admin.connect(servers['MIGRATE_DATABASE_URL']!);
  expect(await restored.query('SELECT FROM bot.person WHERE telegram_id = $1', [anna.id])).toHaveLength(1);
  await restored.close();
  const product = await Product.start(servers, { inTheWorldOf: before });
  products.push(product);

  const stored = () => readdirSync(path.join(room, 'erased', 's3'), { recursive: true, encoding: 'utf8' });
  await eventually(async () => {
    for (const word of [String(anna.id), 'Евлампия', 'Лампочка']) expect(await product.tablesWith(word)).toEqual([]);
    expect(stored().filter((file) => file.includes(avatarId))).toEqual([]);
  }, PATIENT);
  expect(await product.sql('SELECT stage FROM bot.erasure')).toEqual([{ stage: 'over' }]);
  expect(await product.violations()).toEqual([]);
}, 600_000);

it('each order in a backup of five hours ago ends once after the backup is restored: nothing is given away, and nobody gets two different outcomes of one order', async () => {
  const env = { WELCOME_CREDITS: '1000', SETTLEMENTS_ARRIVE_MS: '60000' };
  const before = await Product.start(env);
  products.push(before);
  const servers = await emptyServers('old');
  const { of, endInOrder } = await ordersInEveryState(before);
  const folder = path.join(room, 'old-backup');
  await before.backsUp(folder);
  // Everything after the backup is lost, though people have been told about it.
  await before.kills('billing');
  await before.settled(of.delivered.orderId);
  await before.dies();

  await isRestored(folder, servers);
  const database = await Admin.connect(servers['MIGRATE_DATABASE_URL']!);
  await timePasses((statement) => database.query(statement), 5);
  await database.close();
  const after = await Product.start({ ...env, ...servers }, { inTheWorldOf: before });
  products.push(after);

  await endInOrder(after);
}, 900_000);
