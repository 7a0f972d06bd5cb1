// Made from ru/group-voices.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface GroupVoicesWords {
  readonly listening: Html;
  readonly asking: Html;
  readonly failed: Html;
  readonly tooLarge: Html;
  readonly text: (told: { readonly text: Shown | Html }) => Html;
  readonly beginning: (told: { readonly text: Shown | Html }) => Html;
  readonly incomplete: Html;
  readonly withdrawn: Html;
  readonly takenBack: (told: { readonly isCharged: boolean }) => Html;
  readonly consentGone: Html;
  readonly notHeard: (told: { readonly title: Shown | Html; readonly why: Shown | Html }) => Html;
  readonly offer: (told: {
    readonly title: Shown | Html;
    readonly seconds: number;
    readonly price: CentiCredits;
  }) => Html;
  readonly taken: (told: { readonly title: Shown | Html; readonly seconds: number }) => Html;
  readonly settings: (told: { readonly freeADay: number; readonly limit?: CentiCredits | null | undefined }) => Html;
  readonly settled: Html;
  readonly tooLate: Html;
  readonly accepted: Html;
  readonly alreadyThere: Html;
  readonly withdraw: string;
  readonly notYours: string;
  readonly removed: string;
  readonly notRemoved: string;
  readonly what: (told: { readonly seconds: number; readonly title: Shown }) => string;
  readonly accept: (told: { readonly price: CentiCredits }) => string;
  readonly agree: string;
  readonly pay: (told: { readonly limit: CentiCredits }) => string;
  readonly ask: string;
  readonly menu: string;
  readonly commandGroups: string;
}

export const groupVoicesTexts = messages<GroupVoicesWords>('group-voices', {
  listening: 'html',
  asking: 'html',
  failed: 'html',
  tooLarge: 'html',
  text: 'html()',
  beginning: 'html()',
  incomplete: 'html',
  withdrawn: 'html',
  takenBack: 'html()',
  consentGone: 'html',
  notHeard: 'html()',
  offer: 'html()',
  taken: 'html()',
  settings: 'html()',
  settled: 'html',
  tooLate: 'html',
  accepted: 'html',
  alreadyThere: 'html',
  withdraw: 'plain',
  notYours: 'plain',
  removed: 'plain',
  notRemoved: 'plain',
  what: 'plain()',
  accept: 'plain()',
  agree: 'plain',
  pay: 'plain()',
  ask: 'plain',
  menu: 'plain',
  commandGroups: 'plain',
});
