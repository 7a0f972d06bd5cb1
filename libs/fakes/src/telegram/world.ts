import { Chats } from './chats';
import { Commands } from './commands';
import { Faults } from './faults';
import { Files } from './files';
import { FloodLimits } from './flood-limits';
import { Groups } from './groups';
import { Counters, Journal } from './journal';
import { LiveEvents } from './live-events';
import { Media } from './media';
import { Pace } from './pace';
import { Payments } from './payments';
import { Polling } from './polling';
import { Queries } from './queries';
import { Recorder } from './recorder';
import { Updates } from './updates';
import type { AnsweredCall } from './webhook';
import { Webhook } from './webhook';
import type { User } from './wire';

export interface WorldOptions {
  token: string;
  bot: { first_name: string; username: string };
  stateDir?: string;
  now: () => Date;
  timeScale: number;
  onAnsweredCall: AnsweredCall;
}

/** Everything the two sides share: one bot, its people, their chats, files, payments and what is on its way. */
export class World {
  readonly token: string;
  readonly bot: User;
  readonly pace: Pace;
  readonly journal: Journal;
  readonly counters: Counters;
  readonly events = new LiveEvents();
  readonly faults = new Faults();
  readonly recorder = new Recorder();
  readonly flood: FloodLimits;
  readonly files: Files;
  readonly media: Media;
  readonly chats: Chats;
  readonly commands: Commands;
  readonly queries: Queries;
  readonly updates: Updates;
  readonly polling: Polling;
  readonly webhook: Webhook;
  readonly payments: Payments;
  readonly groups: Groups;

  constructor({ token, bot, stateDir, now, timeScale, onAnsweredCall }: WorldOptions) {
    this.token = token;
    this.bot = { id: Number(token.split(':')[0]), is_bot: true, ...bot };
    this.pace = new Pace(now, timeScale);
    this.journal = new Journal(stateDir);
    this.counters = new Counters(this.journal.table('counters'));
    this.flood = new FloodLimits(this.pace);
    this.files = new Files(this.journal, this.counters, this.pace, stateDir);
    this.media = new Media(this.files);
    this.chats = new Chats(this.journal, this.counters, this.pace, this.events, this.bot);
    this.commands = new Commands(this.journal, this.events);
    this.updates = new Updates(this.journal, this.counters, this.pace, this.faults);
    this.queries = new Queries(this.journal, this);
    this.polling = new Polling(this.updates, this.pace);
    this.webhook = new Webhook(this.journal, this.updates, this.pace, onAnsweredCall);
    this.payments = new Payments(this.journal, this.counters, this.pace, this.chats, this.updates);
    this.groups = new Groups(this.journal, this.counters, this.pace, this.chats, this.updates);
  }

  close(): void {
    this.webhook.stop();
    this.pace.stop();
    this.journal.close();
  }
}
