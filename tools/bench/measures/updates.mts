import { timeOf } from '../figures/clock.mts';
import { customersOf } from '../product/customers.mts';
import { Product } from '../product/product.mts';
import { emptyDatabase } from '../product/servers.mts';
import { noticeHandlings } from '../updates/handlings.mts';
import { MortalGateways } from '../updates/mortal-gateways.mts';
import type { Visitor } from '../product/visitor.mts';
import type { Measure } from './measure.mts';

const UPDATES_QUICK = 500;
/** How many chats write at the same time. In each chat an update is sent once the bot has accepted the last one, as Telegram does. */
const CHATS = 100;
const HANDLED_WITHIN_MS = 5 * 60_000;

/**
 * Kills two gateways in turn while people write, press, send photos and edit their messages. Fails when an update is
 * lost, handled twice, or handled out of its chat's order. Calls to Telegram that a killed gateway's successor repeats
 * do not count.
 */
export const updates: Measure = {
  name: 'updates',
  about: 'mixed updates under kills of two gateways: each is handled once and in order',
  byNameOnly: true,
  async run(bench) {
    const count = bench.isQuick ? UPDATES_QUICK : bench.updates;
    const given = await bench.servers();
    // In a quick run another product stands beside this one.
    const servers = { ...given, postgresUrl: await emptyDatabase(given.postgresUrl, 'bench_updates') };
    const { signal } = bench;
    const product = bench.keep(
      await Product.start({
        folder: bench.folder('updates'),
        servers,
        variant: 'lifted',
        environment: { INSTALLATION: 'updates' },
        signal,
        onTrouble: () => undefined, // the launcher reports each death
      }),
    );
    const gateways = bench.keep(await MortalGateways.beside(product));
    const visitors = await customersOf(product, CHATS);
    const found = await noticeHandlings(servers.postgresUrl);
    product.bot.insistAt(gateways.doors);

    gateways.startDying();
    const ms = await timeOf(() =>
      Promise.all(visitors.map((visitor, at) => writes(visitor, Math.ceil((count - at) / CHATS), signal))),
    );
    await gateways.stopDying();
    await product.isQuiet(HANDLED_WITHIN_MS);

    const { handled, ...wrong } = await found();
    const unlike = Object.entries({ lost: count - handled, ...wrong }).filter(([, times]) => times !== 0);
    if (unlike.length > 0) throw new Error(`of ${handled} updates: ${unlike.map((one) => one.join(' ')).join(', ')}`);
    const brought = `${product.bot.broughtAgain} were brought again, ${gateways.deaths} deaths`;
    return [
      {
        name: 'updates handled once and in order',
        unit: '',
        values: [handled],
        note: `in ${CHATS} chats; ${brought}`,
      },
      { name: 'updates taken meanwhile', unit: '/s', values: [(count / ms) * 1_000] },
      { name: 'lost, given up, handled twice or out of order', unit: '', values: [0], goal: '0' },
    ];
  },
};

/** Sends in turn a word, a press of the newest button (or a word where there is no button), a photo, an edited message, and another word. */
const writes = async (visitor: Visitor, count: number, signal: AbortSignal): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) {
    signal.throwIfAborted();
    const [button] = visitor.buttons;
    if (turn % 5 === 0) await visitor.says(turn % 2 === 0 ? '/start' : `word ${turn}`);
    else if (turn % 5 === 1 && button)
      await visitor.taps({ messageId: button.messageId, data: button.callback_data ?? '' });
    else if (turn % 5 === 2) await visitor.sendsPhoto();
    else if (turn % 5 === 3) await visitor.corrects(`word ${turn}, meant otherwise`);
    else await visitor.says(`word ${turn}`);
  }
};
