import type { JobView } from '@aisha/fakes/fal';
import { now, timeBox } from '../clock.mts';
import { upToThePrice } from '../customers.mts';
import { submittedAt, type FalAccount } from '../fal-account.mts';
import type { Figure } from '../figure.mts';
import type { Plan } from '../plan.mts';
import type { Product } from '../product.mts';
import type { Tap, Visitor } from '../visitor.mts';

const DIRECT = "the same request sent to FAL's stand-in by hand";
const DIRECT_RUSH =
  "as many of the same requests sent to FAL's stand-in by hand, all at once, each answered by its webhook";
const DRAWN_WITHIN_MS = 60_000;
const MS_PER_MINUTE = 60_000;

interface Customer {
  readonly visitor: Visitor;
  /** The tap that orders. */
  tap: Tap;
}

export interface Shop {
  readonly product: Product;
  readonly fal: FalAccount;
  readonly customers: readonly Visitor[];
}

/** "Draw!", and when FAL was asked, and when the picture was seen: one order at a time, then everybody at once. */
export const orders = async ({ product, fal, customers }: Shop, plan: Plan): Promise<Figure[]> => {
  const ready = await Promise.all(
    customers.map(async (visitor): Promise<Customer> => ({ visitor, tap: await upToThePrice(visitor) })),
  );
  await product.isQuiet();
  const single = ready.slice(plan.rushes.customers);
  const rushing = ready.slice(0, plan.rushes.customers);
  return [...(await oneByOne(fal, single, plan)), await everybodyAtOnce(product, fal, rushing, plan)];
};

const oneByOne = async (fal: FalAccount, customers: Customer[], { singleOrders }: Plan): Promise<Figure[]> => {
  const [toSubmit, toPicture, direct, directDone]: [number[], number[], number[], number[]] = [[], [], [], []];
  const box = timeBox(singleOrders.endsWithinMs);
  for (const [place, customer] of customers.entries()) {
    if (place > 0 && !box.fitsAnother()) break;
    const { tappedAt, seenAt } = await order(customer);
    const submitted = (await fal.pictures()).filter((job) => submittedAt(job) >= Math.floor(tappedAt)).at(-1);
    if (!submitted) throw new Error('a picture came that FAL was not asked for');
    toSubmit.push(submittedAt(submitted) - tappedAt);
    toPicture.push(seenAt - tappedAt);

    const startedAt = now();
    const { submitMs, done } = await fal.asksAgain(submitted);
    direct.push(submitMs);
    await done;
    directDone.push(now() - startedAt);
  }
  return [
    {
      name: 'tap → provider submit, one order at a time',
      unit: 'ms',
      values: toSubmit,
      baseline: { name: DIRECT, values: direct },
      note: 'hold, moderation and prompt by the language model (its stand-in), the submission marked before it is sent',
    },
    {
      name: 'tap → picture in the chat, one order at a time',
      unit: 'ms',
      values: toPicture,
      baseline: { name: `${DIRECT}, until its webhook`, values: directDone },
      note: 'one chat gets a message a second after a short burst, and an order says several things before the picture',
    },
  ];
};

const everybodyAtOnce = async (
  product: Product,
  fal: FalAccount,
  customers: Customer[],
  { rushes: { rounds, endsWithinMs } }: Plan,
): Promise<Figure> => {
  const [ours, direct]: [number[], number[]] = [[], []];
  const perMinute = (startedAt: number, endedAt: number): number =>
    (customers.length / (endedAt - startedAt)) * MS_PER_MINUTE;
  const box = timeBox(endsWithinMs);
  for (let round = 0; round < rounds && (round === 0 || box.fitsAnother()); round += 1) {
    const drawn = await Promise.all(customers.map(order));
    ours.push(
      perMinute(Math.min(...drawn.map(({ tappedAt }) => tappedAt)), Math.max(...drawn.map(({ seenAt }) => seenAt))),
    );
    await product.isQuiet();
    const example = (await fal.pictures()).at(-1) as JobView;
    const startedAt = now();
    const asked = await Promise.all(customers.map(() => fal.asksAgain(example)));
    await Promise.all(asked.map(({ done }) => done));
    direct.push(perMinute(startedAt, now()));
    if (round + 1 < rounds) {
      await Promise.all(
        customers.map(async (customer, place) => {
          customer.tap = await upToThePrice(customer.visitor, drawn[place]?.pictureId);
        }),
      );
      await product.isQuiet();
    }
  }
  return {
    name: `orders through all services, ${customers.length} at once`,
    unit: 'orders/min',
    values: ours,
    baseline: { name: DIRECT_RUSH, values: direct },
    note: "from the first tap to the last picture seen; an account at FAL runs two at a time, here drawn on the same processors, and Telegram's limits hold",
  };
};

const order = async ({ visitor, tap }: Customer): Promise<{ tappedAt: number; seenAt: number; pictureId: number }> => {
  const seen = visitor.sees('a picture', ({ photo }) => photo !== undefined, {
    after: tap.messageId,
    timeoutMs: DRAWN_WITHIN_MS,
  });
  const [tappedAt, { found, at }] = await Promise.all([visitor.taps(tap), seen]);
  return { tappedAt, seenAt: at, pictureId: found.message_id };
};
