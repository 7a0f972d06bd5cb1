import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { Database } from '@aisha/database';
import { BalanceReader, HistoryReader, LedgerInvariantsReader, type Receipt } from '@aisha/database/billing';
import { PersonReader } from '@aisha/database/bot';
import { centiCredits, formatCredits, type CentiCredits, type TelegramId } from '@aisha/domain';
import type { Person } from '@aisha/fakes/telegram';
import type { OrderKind } from '@aisha/kinds';
import { filmStill } from '../story/film-still.mts';
import type { Said, Shown } from '../story/story.mts';
import { STORY_WORDS, type StoryLanguage } from '../story/words.mts';
import { storyPage, type KeptFile } from './page.mts';
import type { DemoWords } from './words.mts';

export interface Kept {
  readonly summary: string;
  /** The faults that the ledger finds in itself; empty when the money adds up. */
  readonly problems: readonly string[];
}

interface Story {
  readonly folder: string;
  readonly databaseUrl: string;
  readonly person: Person;
  readonly shown: Shown;
  /** The story as it was printed. */
  readonly transcript: string;
  readonly words: DemoWords;
  readonly language: StoryLanguage;
}

/** Leaves the story in the folder as a page and the files it shows, and checks whether the money adds up. */
export const keep = async ({
  folder,
  databaseUrl,
  person,
  shown,
  transcript,
  words,
  language,
}: Story): Promise<Kept> => {
  const write = (name: string, content: string | Buffer): void => writeFileSync(path.join(folder, name), content);
  const database = await Database.connect({ url: databaseUrl, role: 'billing', pool: 1 });
  try {
    const known = await new PersonReader(database).findByTelegramId(person.id as TelegramId);
    if (!known) throw new Error('The bot does not know the person.');
    const { userId } = known;
    const { receipts } = await new HistoryReader(database).page(userId, { limit: 100 });
    const balance = await new BalanceReader(database).of(userId);
    const violations = await new LedgerInvariantsReader(database).violations();

    const { idea, still } = STORY_WORDS[language];
    const photo = async (file: string, picture: Buffer, says: string): Promise<KeptFile> => {
      const { data, info } = await sharp(picture).jpeg({ quality: 92 }).toBuffer({ resolveWithObject: true });
      write(file, data);
      return { file, says, width: info.width, height: info.height };
    };
    let number = 0;
    const picture = (drawn: Buffer, of: string): Promise<KeptFile> => {
      number += 1;
      return photo(`picture-${String(number).padStart(2, '0')}.jpg`, drawn, words.keepsake.pictureOf(of, number));
    };
    const sound = (name: string, { sound: bytes, text }: Said): KeptFile => {
      const file = `${name}.${bytes.subarray(0, 4).toString('latin1') === 'OggS' ? 'ogg' : 'mp3'}`;
      write(file, bytes);
      return { file, says: text };
    };
    const map = await photo('photo-map.jpg', shown.map, words.keepsake.photosWhat);
    const pictures = await Promise.all(shown.pictures.map((drawn) => picture(drawn, idea)));
    const likeTheStill = await picture(shown.likeTheStill, words.keepsake.still);
    const session = await Promise.all(shown.session.map((drawn) => picture(drawn, words.keepsake.session)));
    write('video.mp4', shown.video);
    write('minutes.txt', `${shown.minutes}\n`);
    write('story.txt', transcript);
    write('receipt.json', `${JSON.stringify({ balance, receipts }, asText, 2)}\n`);
    const receipt = receiptText(receipts, balance, words, await kindNames(language));
    write('receipt.txt', receipt);
    const ledger = await ledgerRows(database);
    write('ledger.csv', `${ledger.map((row) => row.map(cell).join(',')).join('\n')}\n`);

    const orders = receipts.filter((one) => 'charged' in one).length;
    const summary = words.summary(person.firstName, number, orders);
    write(
      'index.html',
      storyPage({
        language,
        words,
        person: person.firstName,
        idea,
        summary,
        map,
        pictures,
        still: await photo('still.jpg', await filmStill(), still),
        likeTheStill,
        video: { file: 'video.mp4', says: words.keepsake.video },
        session,
        voice: sound('voice', shown.voice),
        minutes: shown.minutes,
        speech: sound('speech', shown.speech),
        receipt,
        ledger,
        files: ['story.txt', 'minutes.txt', 'receipt.txt', 'receipt.json', 'ledger.csv'],
      }),
    );
    return {
      summary,
      problems: [
        ...violations.map(({ invariant, subject, detail }) => `Ledger, ${invariant}: ${subject}: ${detail}`),
        ...(balance.held > 0n
          ? [`${formatCredits(balance.held)} credits are still held though every order is over.`]
          : []),
      ],
    };
  } finally {
    await database.close();
  }
};

/** The bot's names for orders in the history, without the emoji before them. */
const kindNames = async (language: StoryLanguage): Promise<(kind: OrderKind) => string> => {
  const features = path.join(import.meta.dirname, '../../apps/bot-gateway/dist/features.js');
  const { orderKindViews } = (await import(pathToFileURL(features).href)) as {
    orderKindViews: Readonly<Record<OrderKind, { shortTitle: Readonly<Record<StoryLanguage, string>> }>>;
  };
  return (kind) => orderKindViews[kind].shortTitle[language].replace(/^\P{L}+/u, '');
};

/** JSON knows no bigint; amounts are hundredths of a credit. */
const asText = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);

const receiptText = (
  receipts: readonly Receipt[],
  { available }: { available: CentiCredits },
  words: DemoWords,
  nameOf: (kind: OrderKind) => string,
): string => {
  const inCredits = (amount: CentiCredits): string => formatCredits(amount, words.separator);
  const row = (name: string, amount: string, note = ''): string =>
    `${name.padEnd(20)}${amount.padStart(10)}${note && `   ${note}`}`;
  return [
    row('', words.credits),
    ...receipts
      .toReversed()
      .map((receipt) =>
        'charged' in receipt
          ? row(
              nameOf(receipt.kind),
              receipt.held > 0n ? `−${inCredits(receipt.charged)}` : words.free,
              receipt.released > 0n ? words.released(inCredits(receipt.released)) : '',
            )
          : row(words.receipts[receipt.kind], `+${inCredits(receipt.credited)}`),
      ),
    '─'.repeat(30),
    row(words.available, inCredits(available)),
    '',
  ].join('\n');
};

/** Spreadsheets need an ordinary minus. */
const plainNumber = (hundredths: string): string => formatCredits(centiCredits(hundredths)).replace('−', '-');

interface LedgerRow {
  readonly at: Date;
  readonly type: string;
  readonly description: string;
  readonly account: string;
  readonly amount: string;
}

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Every entry in the order in which it was made, below a row of headings; the entries of a transaction sum to 0. */
const ledgerRows = async (database: Database): Promise<string[][]> => {
  const rows: LedgerRow[] = await database.read.query(
    `SELECT t.created_at AS at, t.type, t.description, e.account, e.amount
       FROM billing.transaction t JOIN billing.entry e ON e.transaction_id = t.id
      ORDER BY t.id, e.line`,
  );
  return [
    ['at', 'transaction', 'description', 'account', 'credits'],
    ...rows.map(({ at, type, description, account, amount }) => [
      at.toISOString(),
      type,
      description,
      account,
      plainNumber(amount),
    ]),
  ];
};
