import type { Transaction } from '@aisha/database';
import type { TelegramId } from '@aisha/domain';

/** An event in a group that the bot may reply to. */
export interface GroupUpdate {
  readonly chatId: TelegramId;
  /** The name of the group. */
  readonly title: string;
  /** The language of the person, as Telegram states it. */
  readonly language: string | undefined;
  readonly occasion: Occasion;
}

export type Occasion =
  /** Bots joined the group; this bot may be one of them. */
  | { readonly kind: 'newcomers'; readonly botIds: readonly number[] }
  /** The group is new, and the bot is a member from the beginning. */
  | { readonly kind: 'founded' }
  | {
      readonly kind: 'command';
      readonly name: string;
      /** The bot that a command such as `/start@aisha_bot` names; null when it names none. */
      readonly addressee: string | null;
      readonly messageId: number;
      /** The topic in groups that have topics; null in the general topic. */
      readonly topicId: number | null;
    }
  | ({ readonly kind: 'ask' } & GroupAsk)
  | ({ readonly kind: 'press' } & GroupPress);

/** The reasons why the bot does not listen to a recording; the group is told at once. */
export type NotHeard = 'anonymous' | 'agree-first' | 'withdrawn';

/**
 * A member's question about what a recording says: a command in reply to the recording, or a reply that mentions the bot's name. Telegram
 * sends such a reply to the bot only when the bot is an administrator.
 */
export interface GroupAsk {
  /** The member who asks. Null for an anonymous administrator and for a channel, because Telegram does not name these. */
  readonly askedBy: TelegramId | null;
  /** The names of the bots that the message asks; null when its command names no bot. */
  readonly addressees: readonly string[] | null;
  /** The message of the member who asks. */
  readonly messageId: number;
  readonly topicId: number | null;
  readonly recording: GroupRecording;
}

/** A press on a button of ours in a group. Other people than the one for whom the button was made see it, too. */
export interface GroupPress {
  readonly queryId: string;
  /** The button's data, signed for the group, or, before 2026-11-28, for the person for whom it was made; empty when it is no data of ours. */
  readonly data: string;
  readonly pressedBy: TelegramId;
  /** The message with the button; undefined for a message that was sent through inline mode. */
  readonly messageId: number | undefined;
}

/** Answers events in a group. */
export abstract class GroupHandler {
  abstract handle(tx: Transaction, update: GroupUpdate): Promise<void>;
}

/** Answers members' questions about recordings. */
export abstract class GroupRecordings {
  /** Accepts the request for a recording's text, or resolves to the reason for not accepting it. */
  abstract ask(tx: Transaction, update: GroupUpdate, ask: GroupAsk): Promise<NotHeard | undefined>;
  /**
   * Handles a press; resolves to false when the button is not one of ours in groups. When nothing is stored any more of the person for whom
   * the button was made, no message can be queued for them: then resolves to what is to be shown in the place of the pressed message.
   */
  abstract press(tx: Transaction, update: GroupUpdate, press: GroupPress): Promise<boolean | PressAnswer>;
}

/** What the bot shows at once after a press; `text` is markup. */
export interface PressAnswer {
  readonly toast: string;
  /** Replaces the text of the message with the button; absent: the message stays as it is. */
  readonly text?: string;
  /** Is shown in the place of the toast when Telegram does not replace the text. */
  readonly notShown?: string;
}

/** A recording that a member sent to a group. */
interface GroupRecording {
  readonly messageId: number;
  /** The person who sent the recording; of a forwarded one, who sent it first. Null when Telegram does not name one. */
  readonly sentBy: TelegramId | null;
  readonly isForwarded: boolean;
  readonly fileId: string;
  /** The id of the file, which is the same wherever the recording is sent. */
  readonly uniqueId: string;
  readonly bytes: number | null;
}

/** The fields of a group's message that we read. The text of people's conversation is not among them. */
export interface GroupMessage {
  readonly message_id: number;
  readonly from?: Sender;
  readonly sender_chat?: unknown;
  readonly reply_to_message?: {
    readonly message_id: number;
    readonly from?: Sender;
    readonly sender_chat?: unknown;
    readonly forward_origin?: ForwardOrigin;
  } & Partial<Record<Recording, RecordingFile>>;
  readonly is_automatic_forward?: boolean;
  readonly text?: string;
  readonly new_chat_members?: readonly { readonly id: number; readonly is_bot?: boolean }[];
  readonly group_chat_created?: boolean;
  readonly is_topic_message?: boolean;
  readonly message_thread_id?: number;
}

interface Sender {
  readonly id?: number;
  readonly is_bot?: boolean;
  readonly language_code?: string;
}
/** Who sent a forwarded message first. Telegram does not name a person who hides that, and a channel or a group. */
interface ForwardOrigin {
  readonly sender_user?: Sender;
  readonly sender_user_name?: string;
}
interface RecordingFile {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_size?: number;
}
/** The kinds of recordings in a group that can be transcribed; a document is not opened there. */
const RECORDINGS = ['voice', 'audio', 'video_note', 'video'] as const;
type Recording = (typeof RECORDINGS)[number];

/** The command that asks for the text of the recording to which it replies. */
export const ASK_COMMAND = 'text';
const MENTION = /@(\w{5,32})/g;
const COMMAND = /^\/([a-z0-9_]{1,32})(?:@(\w+))?(?!\S)/i;

/**
 * What a message in a group means for the bot. Undefined for messages that the bot leaves alone: what people say to each other, messages of
 * other bots, and posts of the group's channel. That the bot has joined is read from the service message and not from `my_chat_member`,
 * which comes again when a group becomes a supergroup (github.com/tdlib/telegram-bot-api/issues/266).
 */
export function occasionOf(message: GroupMessage): Occasion | undefined {
  const { new_chat_members: newcomers, group_chat_created: isNew, from, sender_chat: anonymously, text } = message;
  if (newcomers) return { kind: 'newcomers', botIds: newcomers.filter((one) => one.is_bot).map(({ id }) => id) };
  if (isNew) return { kind: 'founded' };
  // The bot does not answer other bots, because two bots would answer each other without end. Telegram also shows an anonymous administrator
  // as a bot.
  if (from?.is_bot && !anonymously) return undefined;
  // A post of the channel to which this group belongs is left alone.
  if (message.is_automatic_forward) return undefined;
  const command = COMMAND.exec(text ?? '');
  const { message_id: messageId } = message;
  const topicId = topicOf(message);
  const name = command?.[1]?.toLowerCase();
  const addressee = command?.[2]?.toLowerCase() ?? null;
  const recording = recordingOf(message);
  if (recording && (name === undefined || name === ASK_COMMAND)) {
    const addressees = name === undefined ? mentionedIn(text) : addressee === null ? null : [addressee];
    if (addressees?.length === 0) return undefined;
    return { kind: 'ask', askedBy: personOf(from, anonymously), addressees, messageId, topicId, recording };
  }
  return name === undefined ? undefined : { kind: 'command', name, addressee, messageId, topicId };
}

/**
 * The part of a question that is stored until it is handled: who asks, the command or the mentioned names, the topic, and the recording. No
 * other word of the message is kept.
 */
export function keptOfAsk(message: GroupMessage): Partial<GroupMessage> {
  const { message_id, reply_to_message: recording, is_topic_message, message_thread_id } = message;
  const { text = '' } = message;
  const words =
    COMMAND.exec(text)?.[0] ??
    mentionedIn(text)
      .map((name) => `@${name}`)
      .join(' ');
  const files = RECORDINGS.flatMap((kind) => {
    const file = recording?.[kind];
    if (!file) return [];
    const { file_id, file_unique_id, file_size } = file;
    return [[kind, { file_id, file_unique_id, file_size }] as const];
  });
  return {
    message_id,
    ...senderOf(message),
    text: words,
    ...(is_topic_message && { is_topic_message, message_thread_id }),
    ...(recording && {
      reply_to_message: {
        message_id: recording.message_id,
        ...senderOf(recording),
        ...(recording.forward_origin && { forward_origin: originOf(recording.forward_origin) }),
        ...Object.fromEntries(files),
      },
    }),
  } as Partial<GroupMessage>;
}

const senderOf = ({ from, sender_chat }: Pick<GroupMessage, 'from' | 'sender_chat'>) => ({
  ...(from && { from: { id: from.id, is_bot: from.is_bot, language_code: from.language_code } }),
  ...(sender_chat !== undefined && { sender_chat: {} }),
});

const originOf = ({ sender_user: from }: ForwardOrigin): ForwardOrigin =>
  from ? { sender_user: { id: from.id, is_bot: from.is_bot } as Sender } : {};

const mentionedIn = (text = ''): string[] => [...text.matchAll(MENTION)].map(([, name]) => name!.toLowerCase());

function recordingOf({ reply_to_message: message }: GroupMessage): GroupRecording | undefined {
  const kind = RECORDINGS.find((one) => message?.[one] !== undefined);
  const file = kind && message?.[kind];
  const origin = message?.forward_origin;
  return (
    file && {
      messageId: message!.message_id,
      sentBy: origin ? personOf(origin.sender_user) : personOf(message!.from, message!.sender_chat),
      isForwarded: origin !== undefined,
      fileId: file.file_id,
      uniqueId: file.file_unique_id,
      bytes: file.file_size ?? null,
    }
  );
}

/** The person who wrote a message; null for an anonymous administrator, a channel and a bot. */
const personOf = (from: Sender | undefined, anonymously?: unknown): TelegramId | null =>
  from?.id === undefined || from.is_bot || anonymously ? null : (from.id as TelegramId);

const topicOf = ({ is_topic_message: isInTopic, message_thread_id: threadId }: GroupMessage): number | null =>
  isInTopic && threadId !== undefined && threadId !== GENERAL_TOPIC ? threadId : null;

/** The id of the general topic, which a message must not name (telegram.md §5). */
const GENERAL_TOPIC = 1;
