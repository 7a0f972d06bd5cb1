import type { TelegramId } from '@aisha/domain';

/** An event in a group that the bot may reply to. */
export interface GroupUpdate {
  readonly chatId: TelegramId;
  /** The person's, as Telegram says. */
  readonly language: string | undefined;
  readonly occasion: Occasion;
}

export type Occasion =
  /** Bots came, perhaps us. */
  | { readonly kind: 'newcomers'; readonly botIds: readonly number[] }
  /** The group is new, and we are in it from the beginning. */
  | { readonly kind: 'founded' }
  | {
      readonly kind: 'command';
      readonly name: string;
      /** `/start@aisha_bot`: the bot it is meant for; null when it is not said. */
      readonly addressee: string | null;
      readonly messageId: number;
      /** Of groups with topics; null in the general one. */
      readonly topicId: number | null;
    }
  | { readonly kind: 'press'; readonly queryId: string };

/** The fields of a group's message that we read: never the text of people. */
export interface GroupMessage {
  readonly message_id: number;
  readonly from?: { readonly is_bot?: boolean; readonly language_code?: string };
  readonly sender_chat?: unknown;
  readonly is_automatic_forward?: boolean;
  readonly text?: string;
  readonly new_chat_members?: readonly { readonly id: number; readonly is_bot?: boolean }[];
  readonly group_chat_created?: boolean;
  readonly is_topic_message?: boolean;
  readonly message_thread_id?: number;
}

const COMMAND = /^\/([a-z0-9_]{1,32})(?:@(\w+))?(?!\S)/i;

/**
 * Undefined for what people say among themselves. We take the service message for our coming and not `my_chat_member`: that comes
 * again when a group becomes a supergroup (github.com/tdlib/telegram-bot-api/issues/266).
 */
export function occasionOf(message: GroupMessage): Occasion | undefined {
  const { new_chat_members: newcomers, group_chat_created: isNew, from, sender_chat: anonymously, text } = message;
  if (newcomers) return { kind: 'newcomers', botIds: newcomers.filter((one) => one.is_bot).map(({ id }) => id) };
  if (isNew) return { kind: 'founded' };
  // Two bots would never stop answering each other. Telegram shows an anonymous administrator as a bot, too.
  if (from?.is_bot && !anonymously) return undefined;
  // A post of the channel this group belongs to.
  if (message.is_automatic_forward) return undefined;
  const command = COMMAND.exec(text ?? '');
  if (!command) return undefined;
  const { message_id: messageId, is_topic_message: isInTopic, message_thread_id: threadId } = message;
  return {
    kind: 'command',
    name: (command[1] ?? '').toLowerCase(),
    addressee: command[2]?.toLowerCase() ?? null,
    messageId,
    topicId: isInTopic && threadId !== undefined && threadId !== GENERAL_TOPIC ? threadId : null,
  };
}

/** Must not be named when writing to it (telegram.md §5). */
const GENERAL_TOPIC = 1;
