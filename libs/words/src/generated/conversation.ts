// Made from ru/conversation.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface ConversationWords {
  readonly stale: Html;
  readonly fresh: Html;
  readonly unknown: (told: { readonly what: 'sticker' | 'place' | 'contact' | 'else' }) => Html;
  readonly notReread: Html;
  readonly unknownCommand: Html;
  readonly outdated: Html;
  readonly draftGone: Html;
  readonly apology: (told: { readonly reference: Shown | Html }) => Html;
  readonly banned: (told: { readonly until?: Shown | Html | null | undefined }) => Html;
  readonly bannedPress: Html;
  readonly unbanned: Html;
  readonly beingErased: Html;
  readonly fewer: string;
  readonly continueDraft: (told: { readonly name: Shown }) => string;
  readonly goneInvoice: string;
  readonly goneCardInvoice: string;
  readonly erasedPayer: string;
}

export const conversationTexts = messages<ConversationWords>('conversation', {
  stale: 'html',
  fresh: 'html',
  unknown: 'html()',
  notReread: 'html',
  unknownCommand: 'html',
  outdated: 'html',
  draftGone: 'html',
  apology: 'html()',
  banned: 'html()',
  bannedPress: 'html',
  unbanned: 'html',
  beingErased: 'html',
  fewer: 'plain',
  continueDraft: 'plain()',
  goneInvoice: 'plain',
  goneCardInvoice: 'plain',
  erasedPayer: 'plain',
});
