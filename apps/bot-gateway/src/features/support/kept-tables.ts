/** What /privacy speaks of, in its order, and the tables that hold it. A table that knows anything of a person is in one of them. */
export const KEPT_IN = {
  face: [
    'trainer.avatar',
    'trainer.avatar_photo',
    'trainer.training',
    'trainer.waiting_photo',
    'generator.lora_upload',
  ],
  ideas: ['generator.image_generation', 'bot.draft', 'bot.conversation', 'bot.pending_change'],
  describedPhotos: ['bot.file_place'],
  pictures: ['generator.picture', 'generator.upscale'],
  restoredPhotos: ['enhancer.enhancement'],
  voice: [
    'transcriber.source',
    'transcriber.sent_text',
    'transcriber.recording',
    'transcriber.piece',
    'transcriber.transcript',
    'transcriber.document',
    'transcriber.document_part',
    'transcriber.speech',
    'transcriber.speech_piece',
    'transcriber.question',
    'transcriber.question_part',
  ],
  messages: ['bot.telegram_update', 'bot.delivery', 'bot.card', 'bot.person', 'bot.chat_queue', 'bot.broadcast'],
  receipts: [
    'bot.consent',
    'bot.star_transaction',
    'billing.account',
    'billing.credit_hold',
    'billing.entry',
    'billing.ledger_violation',
    'billing.purchase',
    'billing.refund',
    'billing.transaction',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Kept = keyof typeof KEPT_IN;
