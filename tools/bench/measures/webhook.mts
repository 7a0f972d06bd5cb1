import { startBaseline } from '../baselines/process.mts';
import { rateOf, timeOf } from '../figures/clock.mts';
import { customersOf, upToThePrice } from '../product/customers.mts';
import { emptyDatabase } from '../product/servers.mts';
import { inTurns } from '../figures/turns.mts';
import type { Measure } from './measure.mts';

const AT_ONCE = 32;
const IN_A_ROW = 5;
const CHECKED = "Fastify + FAL's signature + one insert";
const UNCHECKED = 'the same, which checks no signature';

/**
 * Times the answer 200 to FAL's callback; before it answers, the receiver checks the signature and queues a hint for the worker. All
 * callbacks are about an order that has ended.
 */
export const webhook: Measure = {
  name: 'webhook',
  about: 'FAL calls, and is answered',
  async run(bench) {
    const product = await bench.product('lifted');
    const { fal, servers } = product;
    const [customer] = await customersOf(product, 1);
    if (!customer) throw new RangeError('nobody orders');
    const submission = fal.nextSubmission();
    await customer.taps(await upToThePrice(customer));
    const { webhookUrl, requestId } = await submission;
    await customer.sees('a picture', ({ isPicture }) => isPicture);
    await product.isQuiet();

    const databaseUrl = await emptyDatabase(servers.postgresUrl, 'bench_webhook');
    const { url } = bench.keep(await startBaseline('fastify', { databaseUrl, falKeysUrl: fal.keysUrl }));
    const call = (to: string) => async (): Promise<void> => {
      // Each call has another body, because two equal callbacks would become one message.
      const response = await fetch(to, { method: 'POST', ...fal.callback(requestId) });
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`the webhook was answered ${response.status}`);
    };
    const forged = await fetch(`${url}/checked`, { method: 'POST', ...fal.callback(requestId), body: '{}' });
    if (forged.status !== 401) throw new Error(`the baseline answered a forged webhook ${forged.status}`);
    const [ours, bare] = [call(webhookUrl), call(`${url}/bare`)];
    const [checked, insert] = [call(`${url}/checked`), call(`${url}/insert`)];
    const inARow = async (work: () => Promise<void>): Promise<number> => {
      const times: number[] = [];
      for (let time = 0; time < IN_A_ROW; time += 1) times.push(await timeOf(work));
      return Math.min(...times);
    };
    const sides = (measure: (work: () => Promise<void>) => Promise<number>) =>
      [
        { name: 'bare Fastify', kind: 'lower bound', measure: () => measure(bare) },
        { name: CHECKED, kind: 'shipped', measure: () => measure(checked) },
        { name: UNCHECKED, kind: 'shipped', measure: () => measure(insert) },
      ] as const;
    const count = bench.isQuick ? 64 : 320;
    const rate = (work: () => Promise<void>): Promise<number> => rateOf(count, AT_ONCE, work);
    return [
      {
        name: 'webhook → acknowledged, one by one',
        unit: 'ms',
        ...(await inTurns(() => inARow(ours), sides(inARow), bench.rounds(40, 8_000))),
        note: `the quickest of ${IN_A_ROW} in a row, on every side`,
      },
      {
        name: `webhooks, ${AT_ONCE} at once`,
        unit: '/s',
        ...(await inTurns(() => rate(ours), sides(rate), bench.rounds(6, 10_000))),
        goal: '≥ 0.7 × shipped',
        note: 'what they lead to in the worker happens on the same processors meanwhile',
      },
    ];
  },
};
