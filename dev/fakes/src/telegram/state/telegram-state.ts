import { Chats } from './chats';
import { Commands } from './commands';
import { Faults } from './faults';
import { Files, type LocalServer } from './files';
import { FloodLimits } from './flood-limits';
import { Groups } from './groups';
import { Counters, Journal } from './journal';
import { LiveEvents } from './live-events';
import { Media } from './media';
import { ScaledClock } from './scaled-clock';
import { Payments } from './payments';
import { Polling } from './polling';
import { Queries } from './queries';
import { Recorder } from './recorder';
import { SavedTests } from './saved-test';
import { Updates } from './updates';
import type { AnsweredCall } from './webhook';
import { Webhook } from './webhook';
import type { User } from '../wire/wire';

/** The bot's profile, as BotFather sets it. */
export interface BotProfile {
  first_name: string;
  username: string;
  /** The bot's name for people of a language, by the language's code. */
  names?: Readonly<Record<string, string>>;
}

interface TelegramStateOptions {
  token: string;
  bot: BotProfile;
  stateDir?: string;
  local?: LocalServer;
  now: () => Date;
  timeScale: number;
  onAnsweredCall: AnsweredCall;
}

/** The state that the bot's and the person's side share: the bot, its people, their chats, files, payments and pending updates. */
export class TelegramState {
  readonly token: string;
  readonly bot: User;
  readonly names: Record<string, string>;
  /** The bot's description in an empty chat, by language; '' is for everyone else. */
  readonly descriptions: Record<string, string> = {};
  readonly shortDescriptions: Record<string, string> = {};
  readonly clock: ScaledClock;
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
  readonly savedTests: SavedTests;

  constructor({ token, bot, stateDir, local, now, timeScale, onAnsweredCall }: TelegramStateOptions) {
    this.token = token;
    const { names = {}, ...profile } = bot;
    this.names = { ...names };
    this.bot = { id: Number(token.split(':')[0]), is_bot: true, ...profile };
    this.clock = new ScaledClock(now, timeScale);
    this.journal = new Journal(stateDir);
    this.counters = new Counters(this.journal.table('counters'));
    this.flood = new FloodLimits(this.clock);
    this.files = new Files(this.journal, this.counters, this.clock, stateDir, local);
    this.media = new Media(this.files);
    this.chats = new Chats(this.journal, this.counters, this.clock, this.events, this.bot);
    this.commands = new Commands(this.journal, this.events);
    this.updates = new Updates(this.journal, this.counters, this.clock, this.faults);
    this.queries = new Queries(this.journal, this);
    this.polling = new Polling(this.updates, this.clock);
    this.webhook = new Webhook(this.journal, this.updates, this.clock, onAnsweredCall);
    this.payments = new Payments(this.journal, this.counters, this.clock, this.chats, this.updates);
    this.savedTests = new SavedTests(this.events);
    this.groups = new Groups(this.journal, this.counters, this.clock, this.chats, this.updates);
  }

  close(): void {
    this.webhook.stop();
    this.payments.subscriptions.stop();
    this.clock.stop();
    this.journal.close();
  }
}
