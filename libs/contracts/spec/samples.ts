import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { avatarTrainerInbox } from '../src/avatar-trainer';
import { billingInbox } from '../src/billing';
import { botGatewayInbox } from '../src/bot-gateway';
import { imageGeneratorInbox } from '../src/image-generator';
import type { Inbox } from '../src/inbox';
import { photoEnhancerInbox } from '../src/photo-enhancer';
import { transcriberInbox } from '../src/transcriber';

export const INBOXES: readonly Inbox[] = [
  botGatewayInbox,
  avatarTrainerInbox,
  imageGeneratorInbox,
  transcriberInbox,
  photoEnhancerInbox,
  billingInbox,
];

/** A message as one release sent it. */
export interface Sample {
  readonly file: string;
  readonly job: string;
  /** Of the release. */
  readonly date: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** `<job>.<date of the release>.json`, one per shape that was ever sent; never edited, never removed. */
export const samplesOf = ({ receiver }: Inbox): Sample[] => {
  const folder = path.join(__dirname, '../src', receiver, 'samples');
  return readdirSync(folder).map((file) => {
    const [, job = '', date = ''] = /^([a-z-]+)\.(\d{4}-\d\d-\d\d)\.json$/.exec(file) ?? [];
    return { file, job, date, payload: JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Sample['payload'] };
  });
};

/** The newest sample of each job. */
export const newestOf = (samples: readonly Sample[]): Sample[] =>
  [...Map.groupBy(samples, ({ job }) => job).values()].map((ofJob) =>
    ofJob.reduce((newest, sample) => (sample.date > newest.date ? sample : newest)),
  );
