// Made from ru/invite.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface InviteWords {
  readonly coming: Html;
  readonly link: (told: {
    readonly link: Shown | Html;
    readonly pictures: number;
    readonly purchases: number;
    readonly picture: CentiCredits;
    readonly inviter: CentiCredits;
    readonly friend: CentiCredits;
    readonly came: Shown | Html;
    readonly drew: Shown | Html;
    readonly bought: Shown | Html;
    readonly gained: CentiCredits;
  }) => Html;
  readonly broken: Html;
  readonly share: string;
  /** $friend: after what a person who comes by the link gets credits. */
  readonly shareWords: (told: { readonly friend?: 'picture' | 'purchase' | null | undefined }) => string;
  readonly back: string;
  readonly commandInvite: string;
}

export const inviteTexts = messages<InviteWords>('invite', {
  coming: 'html',
  link: 'html()',
  broken: 'html',
  share: 'plain',
  shareWords: 'plain()',
  back: 'plain',
  commandInvite: 'plain',
});
