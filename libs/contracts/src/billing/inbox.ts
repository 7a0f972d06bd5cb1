import { DEAD_LETTER_JOBS } from '../decide-dead-letter';
import { defineInbox } from '../inbox';
import { ChangeSelling } from './change-selling.job';
import { PERSON_JOBS } from '../people/person-jobs';
import { CreditPurchase } from './credit-purchase.job';
import { GiveCredits } from './give-credits.job';
import { KeepProviderBill } from './keep-provider-bill.job';
import { NoteSubscription } from './note-subscription.job';
import { ChangePlan } from './change-plan.job';
import { CancelSubscription } from './cancel-subscription.job';
import { RefundByOperator } from './refund-by-operator.job';
import { OpenAccount } from './open-account.job';
import { PlaceHold } from './place-hold.job';
import { RefundPurchase } from './refund-purchase.job';
import { ReturnPurchase } from './return-purchase.job';
import { SetSpending } from './set-spending.job';
import { SettleHold } from './settle-hold.job';
import { UsePromo } from './use-promo.job';
import { KeepInvitation } from './keep-invitation.job';
import { RewardInvitation } from './reward-invitation.job';
import { RewardPicture } from './reward-picture.job';
import { TakeBackGains } from './take-back-gains.job';
import { MakeGift } from './make-gift.job';
import { OpenGift } from './open-gift.job';
import { MakePromo } from './make-promo.job';
import { EndPromo } from './end-promo.job';
import { SettleCardReturn } from './settle-card-return.job';
import { SettleReturn } from './settle-return.job';

export const billingInbox = defineInbox('billing', {
  'open-account': OpenAccount,
  'place-hold': PlaceHold,
  'settle-hold': SettleHold,
  'credit-purchase': CreditPurchase,
  'refund-purchase': RefundPurchase,
  'note-subscription': NoteSubscription,
  'refund-by-operator': RefundByOperator,
  'cancel-subscription': CancelSubscription,
  'change-plan': ChangePlan,
  'set-spending': SetSpending,
  'return-purchase': ReturnPurchase,
  'settle-return': SettleReturn,
  'settle-card-return': SettleCardReturn,
  'keep-provider-bill': KeepProviderBill,
  ...PERSON_JOBS,
  'give-credits': GiveCredits,
  'change-selling': ChangeSelling,
  'use-promo': UsePromo,
  'keep-invitation': KeepInvitation,
  'reward-invitation': RewardInvitation,
  'reward-picture': RewardPicture,
  'take-back-gains': TakeBackGains,
  'make-gift': MakeGift,
  'open-gift': OpenGift,
  'make-promo': MakePromo,
  'end-promo': EndPromo,
  ...DEAD_LETTER_JOBS,
});
