import { SCHEMAS } from '@aisha/database';
import { tablesKeptAs } from '@aisha/kinds/tables';

/**
 * The paragraphs of /privacy in their order, with the tables that each describes. Every table with facts about a person belongs to one of
 * them, except the tables of messages between apps.
 */
export const KEPT_IN = {
  face: [
    ...tablesKeptAs('face'),
    'trainer.avatar',
    'trainer.avatar_photo',
    'trainer.waiting_photo',
    'generator.lora_upload',
  ],
  reports: [
    'trainer.face_report',
    'trainer.known_face',
    'trainer.face_proof',
    'trainer.selfie',
    'bot.support_ticket',
    'bot.support_message',
  ],
  ideas: [...tablesKeptAs('ideas'), 'bot.draft', 'bot.conversation', 'bot.pending_change'],
  describedPhotos: ['bot.file_place'],
  pictures: [...tablesKeptAs('pictures')],
  restoredPhotos: [...tablesKeptAs('restoredPhotos')],
  voice: [...tablesKeptAs('voice'), 'transcriber.sent_text'],
  messages: [
    'bot.telegram_update',
    'bot.delivery',
    'bot.card',
    'bot.person',
    'bot.person_shard',
    'bot.chat_queue',
    'bot.broadcast',
    'bot.retention_notice',
  ],
  receipts: [
    'bot.consent',
    'bot.erasure',
    'bot.past_guest',
    'bot.drawing_permission',
    'bot.checkout',
    'bot.star_transaction',
    ...SCHEMAS.map((schema) => `${schema}.operator_act` as const),
    'billing.account',
    'billing.credit_hold',
    'billing.entry',
    'billing.gain',
    'billing.gift',
    'billing.promo_try',
    'billing.promo_use',
    'billing.referral',
    'billing.ledger_violation',
    'billing.purchase',
    'billing.purchase_return',
    'billing.subscription',
    'billing.spending_setting',
    'billing.refund',
    'billing.transaction',
    'trainer.provider_call',
    'trainer.free_work',
    'generator.provider_call',
    'generator.free_work',
    'transcriber.provider_call',
    'transcriber.free_work',
    'enhancer.provider_call',
    'enhancer.free_work',
  ],
  api: [
    'api.api_key',
    'api.idempotent_answer',
    'api.placed_order',
    'api.uploaded_file',
    'api.webhook',
    'api.webhook_delivery',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Kept = keyof typeof KEPT_IN;
