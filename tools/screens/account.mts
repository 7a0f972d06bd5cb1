import { randomUUID } from 'node:crypto';
import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { sentAct } from '../operate/command/sent-act.mts';
import { connected } from '../start/connected.mts';
import { buttonOf, type Walker } from '../story/walker.mts';
import { handsOf } from '../story/hands.mts';

/** The languages in which these screens are shown: all that the bot speaks. */
export type AccountLanguage = 'ru' | 'en' | 'de';

const PACK = 'bal.pack:small-1';

const WORDS = {
  ru: {
    trouble: 'Вчера оплатил пакет, а кредиты не пришли.',
    answer: 'Здравствуйте! Кредиты зачислены, проверьте баланс. Извините за ожидание.',
    key: 'Магазин',
    pays: 'платит звёздами',
  },
  en: {
    trouble: 'I paid for a pack yesterday, and the credits have not come.',
    answer: 'Hello! The credits are there now, please look at your balance. Sorry for the wait.',
    key: 'Shop',
    pays: 'pays Stars',
  },
  de: {
    trouble: 'Ich habe gestern ein Paket bezahlt, und die Credits sind nicht gekommen.',
    answer: 'Hallo! Die Credits sind jetzt da, sieh bitte beim Guthaben nach. Entschuldige die Wartezeit.',
    key: 'Laden',
    pays: 'zahlt mit Sternen',
  },
} as const satisfies Record<AccountLanguage, object>;

/** Shows a person's screens about money, support, news, their data and keys; and what an operator sees of these in the chat. */
export const playAccount = async (walker: Walker, language: AccountLanguage, databaseUrl: string): Promise<void> => {
  const { says, taps } = handsOf(walker);
  const words = WORDS[language];
  /** Taps each of these buttons that one of the three newest messages has, and skips the others. */
  const tapsIfThere = async (...codes: string[]): Promise<void> => {
    for (const code of codes)
      if ((await walker.settles()).slice(-3).some((seen) => buttonOf(seen, code) !== undefined)) await taps(code);
  };
  await says('/start');
  for (const screen of ['/balance', '/refund', '/subscription', '/history', '/paysupport', '/terms'])
    await says(screen);
  await says('/balance');
  await taps('bal.more', 'bal.back');
  await says('/balance');
  await taps(PACK);
  await walker.pays(() => words.pays);
  await walker.settles();
  await says('/refund');
  await taps('ret.pick', 'ret.back');
  await says('/subscription');
  await tapsIfThere('sub.plan', 'sub');
  await says('/spending');
  await tapsIfThere('spend.limit');
  await says('?');
  await says('50');
  await tapsIfThere('spend.remind');
  await says('20');
  for (const screen of ['/promo', '/promo NOTHING', '/gift']) await says(screen);
  await tapsIfThere('gift.size');
  await says('/invite');
  await says('/support');
  await tapsIfThere('support.write');
  await says(words.trouble);
  await answers(databaseUrl, walker.person.id, words.answer);
  await walker.waitsFor(({ text }) => (text ?? '').includes(words.answer));
  await walker.settles();
  await says('/news');
  await taps('news.turn-off', 'news.turn-on');
  await says('/privacy');
  await tapsIfThere('privacy.rules', 'privacy.rules.back', 'mydata');
  await says('/privacy');
  await tapsIfThere('mydata.del');
  await says('/api');
  await tapsIfThere('api.new');
  await says(words.key);
  await tapsIfThere('api.scope', 'api.make');
  await walker.settles();
  await says('/api');
  await says('/admin');
  await tapsIfThere('admin.find');
  await says(walker.person.firstName);
  await tapsIfThere('admin.choose', 'admin.credits');
  await says('25');
  await says(words.key);
  await says('/desk');
  await says('/report');
  await says('/help');
};

/** Support answers the open ticket of a person, as an operator does. */
async function answers(databaseUrl: string, telegramId: number, text: string): Promise<void> {
  const client = await connected(databaseUrl, 'screens');
  try {
    const { rows } = await client.query<{ id: string }>(
      `SELECT id FROM bot.support_ticket JOIN bot.person USING (user_id) WHERE telegram_id = $1 AND closed_at IS NULL`,
      [telegramId],
    );
    const said = { actId: randomUUID(), operator: 'olga', reason: 'an answer', ticketId: rows[0]!.id, text };
    await sentAct(databaseUrl, message(botGatewayInbox, 'answer-ticket', said as never));
  } finally {
    await client.end();
  }
}
