import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ORDER_KIND, ORDER_KINDS } from '@aisha/kinds';
import { avatarTrainerInbox } from '../src/avatar-trainer';
import { billingInbox } from '../src/billing';
import { botGatewayInbox } from '../src/bot-gateway';
import { imageGeneratorInbox } from '../src/image-generator';
import { consoleInbox } from '../src/console';
import type { Inbox } from '../src/inbox';
import { photoEnhancerInbox } from '../src/photo-enhancer';
import { publicApiInbox } from '../src/public-api';
import { transcriberInbox } from '../src/transcriber';

export const INBOXES: readonly Inbox[] = [
  botGatewayInbox,
  avatarTrainerInbox,
  imageGeneratorInbox,
  transcriberInbox,
  photoEnhancerInbox,
  billingInbox,
  consoleInbox,
  publicApiInbox,
];

/** A message as one release sent it. */
interface Sample {
  readonly file: string;
  readonly job: string;
  /** The day of the release. */
  readonly date: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The folder with the messages that belong to kinds of orders. */
export const KINDS = path.join(__dirname, '../../kinds/src');

/** The folders of messages to an app: its own, and those of the kinds it works on. */
const foldersOf = ({ receiver }: Inbox): string[] => [
  path.join(__dirname, '../src', receiver),
  ...ORDER_KINDS.filter((kind) => ORDER_KIND[kind].worker === receiver).map((kind) => path.join(KINDS, kind)),
];

/**
 * Reads the samples of an inbox: a file `<job>.<date of the release>.json` for each shape that was ever sent. A sample is never edited or
 * removed.
 */
export const samplesOf = (inbox: Inbox): Sample[] => [
  ...foldersOf(inbox).flatMap((folder) => samplesIn(path.join(folder, 'samples'))),
  // The samples in this folder belong to jobs that several apps take: each inbox reads those of its own jobs.
  ...samplesIn(path.join(__dirname, '../src/samples')).filter(({ job }) => job in inbox.jobs),
];

const samplesIn = (folder: string): Sample[] =>
  (existsSync(folder) ? readdirSync(folder) : []).map((file) => {
    const [, job = '', date = ''] = /^([a-z-]+)\.(\d{4}-\d\d-\d\d)\.json$/.exec(file) ?? [];
    return { file, job, date, payload: JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Sample['payload'] };
  });

/** The newest sample of each job. */
export const newestOf = (samples: readonly Sample[]): Sample[] =>
  [...Map.groupBy(samples, ({ job }) => job).values()].map((ofJob) =>
    ofJob.reduce((newest, sample) => (sample.date > newest.date ? sample : newest)),
  );
