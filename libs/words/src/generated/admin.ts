// Made from ru/admin.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface AdminWords {
  readonly today: (told: {
    readonly role: 'owner' | 'support' | 'read-only';
    readonly all: Shown | Html;
    readonly come: Shown | Html;
    readonly acted: Shown | Html;
    readonly paying: Shown | Html;
    readonly payments: Shown | Html;
    readonly stars: Shown | Html;
    readonly open: Shown | Html;
    readonly delivered: Shown | Html;
    readonly undelivered: Shown | Html;
    readonly failures?: Shown | Html | null | undefined;
    readonly tickets: Shown | Html;
    readonly cardReturns: number | bigint;
    readonly deadLetters: Shown | Html;
    readonly oldest: Shown | Html;
  }) => Html;
  readonly nobody: Html;
  readonly askWho: Html;
  readonly askWhich: Html;
  readonly noneFound: Html;
  readonly person: (told: {
    readonly name: Shown | Html;
    readonly username?: Shown | Html | null | undefined;
    readonly telegramId: Shown | Html;
    readonly since: Shown | Html;
    readonly heard: Shown | Html;
    readonly isAway: boolean;
    readonly banned?: string | Html | null | undefined;
    readonly available: Shown | Html;
    readonly held: Shown | Html;
    readonly debt: Shown | Html;
    readonly payments: Shown | Html;
    readonly stars: Shown | Html;
    readonly card?: Shown | Html | null | undefined;
    readonly refunds: Shown | Html;
    readonly ordered: Shown | Html;
    readonly undelivered: Shown | Html;
    readonly avatars: Shown | Html;
    readonly files: Shown | Html;
    readonly last: Shown | Html;
  }) => Html;
  readonly askCredits: (told: { readonly most: Shown | Html }) => Html;
  readonly badCredits: (told: { readonly most: Shown | Html }) => Html;
  readonly askHowLong: Html;
  readonly askReason: (told: { readonly what: Shown | Html; readonly who: Shown | Html }) => Html;
  readonly confirm: (told: {
    readonly what: Shown | Html;
    readonly who: Shown | Html;
    readonly reason: Shown | Html;
  }) => Html;
  readonly sent: Html;
  readonly refreshed: Html;
  readonly isOperator: Html;
  readonly notReturned: (told: {
    readonly why:
      | 'too-many-today'
      | 'spent-in-part'
      | 'asked-before'
      | 'returned-before'
      | 'being-credited'
      | 'own-account'
      | 'unknown';
  }) => Html;
  readonly ownAccount: Html;
  readonly tooManyToday: (told: { readonly left: CentiCredits }) => Html;
  readonly find: string;
  readonly menu: string;
  readonly back: string;
  readonly refresh: string;
  readonly found: (told: { readonly name: Shown; readonly username: Shown }) => string;
  readonly giveCredits: string;
  readonly refund: string;
  readonly ban: string;
  readonly unban: string;
  readonly days: (told: { readonly days: number | bigint }) => string;
  readonly doIt: string;
  readonly wouldGive: (told: { readonly amount: Shown }) => string;
  readonly wouldBan: (told: { readonly days: number | bigint }) => string;
  readonly wouldUnban: string;
  readonly wouldRefund: string;
}

export const adminTexts = messages<AdminWords>('admin', {
  today: 'html()',
  nobody: 'html',
  askWho: 'html',
  askWhich: 'html',
  noneFound: 'html',
  person: 'html()',
  askCredits: 'html()',
  badCredits: 'html()',
  askHowLong: 'html',
  askReason: 'html()',
  confirm: 'html()',
  sent: 'html',
  refreshed: 'html',
  isOperator: 'html',
  notReturned: 'html()',
  ownAccount: 'html',
  tooManyToday: 'html()',
  find: 'plain',
  menu: 'plain',
  back: 'plain',
  refresh: 'plain',
  found: 'plain()',
  giveCredits: 'plain',
  refund: 'plain',
  ban: 'plain',
  unban: 'plain',
  days: 'plain()',
  doIt: 'plain',
  wouldGive: 'plain()',
  wouldBan: 'plain()',
  wouldUnban: 'plain',
  wouldRefund: 'plain',
});
