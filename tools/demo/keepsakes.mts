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
import type { StoryLanguage } from '../story/words.mts';
import type { DemoWords } from './words.mts';

export interface Kept {
  readonly summary: string;
  /** Names inside the folder. */
  readonly files: readonly string[];
  /** The faults that the ledger finds in itself; empty when the money adds up. */
  readonly problems: readonly string[];
}

interface Story {
  readonly folder: string;
  readonly databaseUrl: string;
  readonly person: Person;
  /** The coach's map of her photos. */
  readonly map: Buffer;
  readonly video: Buffer;
  readonly pictures: readonly Buffer[];
  /** The story as it was printed. */
  readonly transcript: string;
  readonly words: DemoWords;
  readonly language: StoryLanguage;
}

/** Leaves the map of her photos, the pictures, the video, the chat, the receipts and the ledger in the folder, and asks whether the money adds up. */
export const keep = async ({
  folder,
  databaseUrl,
  person,
  map,
  video,
  pictures,
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

    const pictureFiles = pictures.map((_, at) => `picture-${at + 1}.jpg`);
    await Promise.all(
      pictures.map(async (picture, at) =>
        write(pictureFiles[at]!, await sharp(picture).jpeg({ quality: 92 }).toBuffer()),
      ),
    );
    write('photo-map.jpg', await sharp(map).jpeg({ quality: 92 }).toBuffer());
    write('video.mp4', video);
    write('transcript.txt', transcript);
    write('receipt.json', `${JSON.stringify({ balance, receipts }, asText, 2)}\n`);
    write('receipt.txt', receiptText(receipts, balance, words, await kindNames(language)));
    write('ledger.csv', await ledgerCsv(database));

    const orders = receipts.filter((receipt) => 'charged' in receipt).length;
    return {
      summary: words.summary(person.firstName, pictures.length, orders),
      files: [
        'photo-map.jpg',
        ...pictureFiles,
        'video.mp4',
        'transcript.txt',
        'receipt.txt',
        'receipt.json',
        'ledger.csv',
      ],
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

/** The bot's names for orders in the history, without the pictures before the names. */
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

/** Every entry in the order in which it was made; the entries of a transaction sum to 0. */
const ledgerCsv = async (database: Database): Promise<string> => {
  const rows: LedgerRow[] = await database.read.query(
    `SELECT t.created_at AS at, t.type, t.description, e.account, e.amount
       FROM billing.transaction t JOIN billing.entry e ON e.transaction_id = t.id
      ORDER BY t.id, e.line`,
  );
  const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map(({ at, type, description, account, amount }) =>
    [at.toISOString(), type, description, account, plainNumber(amount)].map(cell).join(','),
  );
  return `${['at,transaction,description,account,credits', ...lines].join('\n')}\n`;
};
