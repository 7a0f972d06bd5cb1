// Made from ru/order.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface OrderWords {
  readonly title: (told: { readonly kind: Shown | Html; readonly what?: Shown | Html | null | undefined }) => Html;
  readonly receipt: (told: {
    readonly isWhole: boolean;
    readonly held: number | bigint;
    readonly released: CentiCredits;
    readonly charged: CentiCredits;
    readonly isFirstOfDay: boolean;
    readonly availableAfter: CentiCredits;
  }) => Html;
  readonly step: (told: { readonly step: string; readonly preparing: Shown; readonly isFree: boolean }) => string;
  readonly made: (told: { readonly made: Shown; readonly of: Shown }) => string;
  readonly waits: (told: {
    readonly reason: 'moderation' | 'provider' | 'account' | 'trouble';
    readonly isFree: boolean;
  }) => string;
  readonly accepted: string;
  readonly ahead: (told: { readonly count: number }) => string;
  readonly aheadAtProvider: (told: { readonly count: number }) => string;
  readonly begins: (told: { readonly wait: number; readonly takes?: number | null | undefined }) => string;
  readonly left: (told: { readonly seconds: number }) => string;
  readonly held: (told: { readonly amount: CentiCredits }) => string;
  readonly cancel: (told: { readonly back?: CentiCredits | null | undefined }) => string;
  readonly noLateCancel: string;
  readonly cancelling: string;
  readonly afterCancel: (told: {
    readonly back?: CentiCredits | null | undefined;
    readonly made?: Shown | null | undefined;
    readonly of: Shown;
    readonly charged: CentiCredits;
  }) => string;
  readonly tooLateToCancel: string;
  readonly nothingCharged: string;
  readonly shortBy: (told: { readonly price: CentiCredits; readonly available: CentiCredits }) => string;
  readonly newPrice: (told: { readonly price: CentiCredits }) => string;
  readonly mostAtOnce: (told: { readonly orders: number }) => string;
  readonly receiptComing: string;
  readonly partly: (told: { readonly isCancelled: boolean; readonly delivered: Shown; readonly of: Shown }) => string;
  readonly toReceipt: string;
  readonly fewer: string;
  readonly goneResult: string;
  readonly topUp: string;
  readonly menu: string;
}

export const orderTexts = messages<OrderWords>('order', {
  title: 'html()',
  receipt: 'html()',
  step: 'plain()',
  made: 'plain()',
  waits: 'plain()',
  accepted: 'plain',
  ahead: 'plain()',
  aheadAtProvider: 'plain()',
  begins: 'plain()',
  left: 'plain()',
  held: 'plain()',
  cancel: 'plain()',
  noLateCancel: 'plain',
  cancelling: 'plain',
  afterCancel: 'plain()',
  tooLateToCancel: 'plain',
  nothingCharged: 'plain',
  shortBy: 'plain()',
  newPrice: 'plain()',
  mostAtOnce: 'plain()',
  receiptComing: 'plain',
  partly: 'plain()',
  toReceipt: 'plain',
  fewer: 'plain',
  goneResult: 'plain',
  topUp: 'plain',
  menu: 'plain',
});
