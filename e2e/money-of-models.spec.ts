import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@aisha/testing';
import { inTurn, saying } from '@aisha/testing/words';
import { generateTexts, orderTexts } from '@aisha/words';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import path from 'node:path';
import { PATIENT } from './src/patience';
import { Product, REPOSITORY } from './src/product';
import { walksIn } from './src/walks';

const ULTRA = 'fal-ai/flux-pro/v1.1-ultra';
const ru = walksIn('ru');

let aisha: Product;
beforeAll(async () => {
  aisha = await Product.start({ WELCOME_CREDITS: '300', PICTURE_REVIEW_MS: '0' });
}, 600_000);
afterAll(async () => aisha?.stop(), 60_000);

/**
 * The error code of the last attempt to read FAL's bills, as the health page of the image generator shows it; undefined when there is none.
 */
const troubleOfBills = async (): Promise<string | undefined> => {
  const { url } = aisha.report.apps['image-generator']!;
  const told = (await (await fetch(`${url}/health/dependencies`)).json()) as { name: string; note?: string }[];
  return told.find(({ name }) => name === 'fal-bills')?.note;
};
const keptDays = () => aisha.sql<object>('SELECT day FROM billing.provider_bill');

it('when FAL bills for work that nobody ordered, an operator sees for each model by how much the bill differs, although two readings of the bill failed before', async () => {
  const nora = await aisha.join('Нора');
  await ru.starts(nora);
  const offer = await ru.describes(nora, 'маяк на скале', 1);
  const orderId = await aisha.orderBeingConfirmed(nora);
  await ru.confirmsPictures(nora, offer);
  await ru.agrees(nora, offer);
  await nora.sees(
    inTurn(saying(generateTexts.ru.done), saying(orderTexts.ru.receipt, { isWhole: false, charged: 500n })),
    {
      ...PATIENT,
      after: offer,
    },
  );
  await eventually(async () => expect(await keptDays()).toHaveLength(3), PATIENT); // the first reading, of days without any cost
  // As if it were the next day: our rows are of yesterday, and no bill of yesterday was read.
  await aisha.sql(`UPDATE generator.provider_call SET called_at = called_at - interval '1 day' WHERE order_id = $1`, [
    orderId,
  ]);
  await aisha.sql('DELETE FROM billing.provider_bill_line');
  await aisha.sql('DELETE FROM billing.provider_bill');
  await aisha.breaks('fal', [
    { on: 'usage', kind: '503' },
    { on: 'usage', kind: 'malformed' },
    { on: 'usage', kind: 'stranger' },
  ]);

  await aisha.kills('image-generator');
  await eventually(async () => expect(await troubleOfBills()).toBe('provider-busy'), PATIENT);
  await aisha.kills('image-generator');
  await eventually(async () => expect(await troubleOfBills()).toBe('provider-answer-unreadable'), PATIENT);
  expect(await keptDays()).toEqual([]);
  await aisha.kills('image-generator');

  await eventually(async () => expect(await keptDays()).toHaveLength(3), PATIENT);
  const { code, text: told } = await aisha.operates(['costs']);
  expect(code).toBe(0);
  expect(told).toMatch(/^fal bills \$5\.00 for 7 days, read .*; our account has \$0\.06: \+\$4\.94$/m);
  expect(told).toContain('  somebody/else/model  bills $5.00, we list $0.00\n');
  expect(told).toContain(`  ${ULTRA}  bills $0.00, we list $0.06\n`);
  expect(await troubleOfBills()).toBeUndefined();
  await eventually(async () => {
    const lines = (await aisha.series()).flatMap((app) => app.lines);
    expect(lines).toContain('aisha_bill_week_dollars{provider="fal",model="other"} 5');
    expect(lines).toContain(`aisha_bill_listed_week_dollars{provider="fal",model="${ULTRA}"} 0.06`);
  }, PATIENT);
}, 600_000);

it('a billing process that finds a price below cost at its start names the item and exits, while people order from the process that is already running', async () => {
  await aisha.sql(`INSERT INTO billing.price VALUES ('upscale', now(), 90)`);

  const billing = spawn(process.execPath, [path.join(REPOSITORY, 'apps/billing/dist/main.js')], {
    cwd: REPOSITORY,
    env: {
      PATH: process.env['PATH'],
      ...aisha.report.env,
      DATABASE_URL: aisha.report.apps['billing']!.databaseUrl,
      HEALTH_PORT: '0',
      LOG_DIR: '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [log, [code]] = await Promise.all([text(billing.stdout), once(billing, 'exit')]);

  expect(code).toBe(1);
  const refused = log.split('\n').find((line) => line.includes('"app.start-failed"'));
  expect(JSON.parse(refused ?? '{}')).toMatchObject({
    error: 'PriceBelowCost',
    message: expect.stringMatching(
      /^The price of upscale, 0\.9 credits a unit from .* on, is below its floor of 0\.98:/,
    ),
  });
  const olga = await aisha.join('Ольга');
  await ru.starts(olga);
  const offer = await ru.describes(olga, 'сосна на ветру', 1);
  await ru.confirmsPictures(olga, offer);
  await ru.agrees(olga, offer);
  await olga.sees(saying(generateTexts.ru.done), { ...PATIENT, after: offer });

  await aisha.sql(`UPDATE billing.price SET amount = 100 WHERE item = 'upscale'`);
  const pid = await aisha.startsReplica('billing');
  process.kill(pid);
  expect(await aisha.violations()).toEqual([]);
}, 600_000);
