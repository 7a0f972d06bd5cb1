import { KIND_ENTITIES } from '@aisha/kinds/tables';
import { Account } from './billing/account.entity';
import { CreditTransaction } from './billing/transaction.entity';
import { Entry } from './billing/entry.entity';
import { CreditHold } from './billing/credit-hold.entity';
import { LedgerCheck, LedgerViolation } from './billing/ledger-check.entity';
import { Price, PriceWithdrawal } from './billing/price.entity';
import { ProviderBill, ProviderBillLine } from './billing/provider-bill.entity';
import { Purchase } from './billing/purchase.entity';
import { PlanRow, Subscription } from './billing/subscription.entity';
import { SpendingSetting } from './billing/spending-setting.entity';
import { PurchaseReturn } from './billing/purchase-return.entity';
import { Refund } from './billing/refund.entity';
import { Allowance } from './billing/allowance.entity';
import { Gain, Gift, Referral } from './billing/gain.entity';
import { Promo, PromoTry, PromoUse } from './billing/promo.entity';
import { CardPriceRow } from './billing/card-price.entity';
import { DiscountRow, PackRow } from './billing/pack.entity';
import { Checkout } from './bot/checkout.entity';
import { Avatar } from './trainer/avatar.entity';
import { AvatarPhoto } from './trainer/avatar-photo.entity';
import { FaceReport, KnownFace } from './trainer/face-report.entity';
import { FaceProof, Selfie } from './trainer/selfie.entity';
import { WaitingPhoto } from './trainer/waiting-photo.entity';
import { LoraUpload } from './generator/lora-upload.entity';
import { SentText } from './transcriber/sent-text.entity';
import { Person } from './bot/person.entity';
import { Consent } from './bot/consent.entity';
import { TelegramUpdate } from './bot/telegram-update.entity';
import { PollingLease } from './bot/polling-lease.entity';
import { StarReconciliation, StarTransaction } from './bot/star-transaction.entity';
import { Conversation } from './bot/conversation.entity';
import { Draft } from './bot/draft.entity';
import { RetentionNotice, RetentionRule } from './bot/retention-rule.entity';
import { DrawingPermission } from './bot/drawing-permission.entity';
import { Erasure } from './bot/erasure.entity';
import { PastGuest } from './bot/past-guest.entity';
import { PendingChange } from './bot/pending-change.entity';
import { Card } from './bot/card.entity';
import { Delivery } from './bot/delivery.entity';
import { ChatQueue } from './bot/chat-queue.entity';
import { SendWindow } from './bot/send-window.entity';
import { Broadcast } from './bot/broadcast.entity';
import { SupportMessage, SupportTicket } from './bot/support-ticket.entity';
import { ApiKey } from './api/api-key.entity';
import { IdempotentAnswer } from './api/idempotent-answer.entity';
import { PlacedOrder } from './api/placed-order.entity';
import { RequestWindow } from './api/request-window.entity';
import { UploadedFile } from './api/uploaded-file.entity';
import { Webhook, WebhookDelivery } from './api/webhook.entity';
import { PersonShard } from './bot/person-shard.entity';
import { FilePlace } from './bot/file-place.entity';
import { DeskSession, SentAct, SignInLink } from './console/desk-session.entity';

/** Every table as TypeORM sees it. Entities describe tables; only migrations create them. */
export const ENTITIES = [
  ...KIND_ENTITIES,
  Account,
  CreditTransaction,
  Entry,
  CreditHold,
  LedgerCheck,
  LedgerViolation,
  Price,
  PriceWithdrawal,
  ProviderBill,
  ProviderBillLine,
  Purchase,
  PlanRow,
  PurchaseReturn,
  SpendingSetting,
  Subscription,
  Refund,
  PackRow,
  CardPriceRow,
  Checkout,
  DiscountRow,
  Allowance,
  Gain,
  Gift,
  Promo,
  PromoTry,
  PromoUse,
  Referral,
  Avatar,
  AvatarPhoto,
  WaitingPhoto,
  FaceReport,
  KnownFace,
  FaceProof,
  Selfie,
  LoraUpload,
  SentText,
  Person,
  Consent,
  TelegramUpdate,
  StarTransaction,
  StarReconciliation,
  PollingLease,
  Conversation,
  Draft,
  DrawingPermission,
  Erasure,
  PastGuest,
  PendingChange,
  Card,
  Delivery,
  ChatQueue,
  SendWindow,
  Broadcast,
  RetentionRule,
  RetentionNotice,
  FilePlace,
  PersonShard,
  SupportTicket,
  SupportMessage,
  SignInLink,
  DeskSession,
  SentAct,
  ApiKey,
  IdempotentAnswer,
  PlacedOrder,
  RequestWindow,
  UploadedFile,
  Webhook,
  WebhookDelivery,
];
