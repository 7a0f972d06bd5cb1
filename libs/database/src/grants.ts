import type { Login } from '@aisha/domain';
import { ORDER_KIND, ORDER_KINDS } from '@aisha/kinds';
import { RIGHTS, rightsIn, SHOWN_OF_KINDS } from '@aisha/kinds/tables';
import { SCHEMAS, WORKERS, type Schema } from './connection/schemas';

const { add: ADD, change: CHANGE, drop: DROP, forget: FORGET } = RIGHTS;

/** The cost of an app's providers, the part of it that no person paid for, and what is known of their models. */
const COSTS = { provider_call: DROP, free_work: DROP, model_state: CHANGE };

/**
 * An app only reads how operators have set its queue: a stranger who breaks into the app must not be able to pause it. The desk writes the
 * setting (decision 218).
 */
const BY_OPERATORS = 'SELECT';

/**
 * The rights to acts: an act is never changed or removed; only its person and reason are cleared when the person is erased (decision 201).
 */
const KEPT_ACT = 'SELECT, INSERT, UPDATE (user_id, reason)';

const MESSAGING = {
  outbox: DROP,
  handled: FORGET,
  dead_letter: DROP,
  long_job: DROP,
  queue_setting: BY_OPERATORS,
  operator_act: KEPT_ACT,
};

/** Every table with the rights of its one writer; the tables of kinds of orders come from `libs/kinds`. */
const OWN: Readonly<Record<Schema, Readonly<Record<string, string>>>> = {
  bot: {
    ...MESSAGING,
    broadcast: CHANGE,
    card: DROP,
    chat_queue: DROP,
    checkout: DROP,
    consent: DROP,
    conversation: DROP,
    delivery: DROP,
    draft: DROP,
    drawing_permission: DROP,
    erasure: CHANGE,
    file_place: DROP,
    measurement: CHANGE,
    past_guest: CHANGE,
    pending_change: DROP,
    person: DROP,
    person_shard: DROP,
    polling_lease: DROP,
    retention_notice: DROP,
    retention_rule: CHANGE,
    send_window: CHANGE,
    star_reconciliation: CHANGE,
    star_transaction: CHANGE,
    support_message: DROP,
    support_ticket: DROP,
    telegram_update: DROP,
  },
  trainer: {
    ...MESSAGING,
    ...COSTS,
    avatar: DROP,
    avatar_photo: DROP,
    face_proof: DROP,
    face_report: DROP,
    known_face: DROP,
    provider_heartbeat: CHANGE,
    provider_pause: DROP,
    selfie: DROP,
    waiting_photo: DROP,
  },
  generator: {
    ...MESSAGING,
    ...COSTS,
    lora_upload: DROP,
    provider_heartbeat: CHANGE,
    provider_pause: DROP,
  },
  transcriber: {
    ...MESSAGING,
    ...COSTS,
    sent_text: FORGET,
  },
  enhancer: { ...MESSAGING, ...COSTS, provider_heartbeat: CHANGE, provider_pause: DROP },
  billing: {
    ...MESSAGING,
    account: CHANGE,
    allowance: FORGET,
    card_price: DROP,
    credit_hold: CHANGE,
    discount: CHANGE,
    entry: ADD,
    gain: CHANGE,
    gift: CHANGE,
    ledger_check: CHANGE,
    ledger_violation: DROP,
    measurement: CHANGE,
    pack: CHANGE,
    price: ADD,
    price_withdrawal: ADD,
    promo: CHANGE,
    promo_try: DROP,
    promo_use: CHANGE,
    provider_bill: CHANGE,
    provider_bill_line: DROP,
    purchase: ADD,
    referral: DROP,
    purchase_return: CHANGE,
    plan: CHANGE,
    subscription: CHANGE,
    spending_setting: DROP,
    refund: ADD,
    transaction: ADD,
  },
  console: { ...MESSAGING, measurement: CHANGE, sent_act: ADD, session: DROP, sign_in_link: DROP },
  api: {
    ...MESSAGING,
    api_key: DROP,
    idempotent_answer: DROP,
    placed_order: DROP,
    request_limit: DROP,
    uploaded_file: DROP,
    webhook: DROP,
    webhook_delivery: DROP,
  },
};

/** Every table of a schema. */
const ownedIn = (schema: Schema): Readonly<Record<string, string>> => ({
  ...OWN[schema],
  ...Object.fromEntries(Object.entries(rightsIn(schema)).map(([table, right]) => [table, RIGHTS[right]])),
});

/** The columns that say where an order stands, without its content: no idea, no prompt, no address of a file. */
const PROGRESS =
  'order_id, user_id, state, turn, created_at, ready_at, not_before, started_at, lease_until, slot_taken_at, submit_started_at, deadline_at, cancel_requested_at, finished_at';
const progressOf = (...tables: readonly string[]): string[] => tables.map((table) => `${table} (${PROGRESS})`);
const EVERY_ORDER = progressOf(...ORDER_KINDS.map((kind) => ORDER_KIND[kind].table));

/** The columns that say how orders ended. */
const OUTCOMES = ORDER_KINDS.map((kind) => `${ORDER_KIND[kind].table} (units, delivered, charged, error_code)`);

/**
 * The columns by which a sender learns whether its message was handled or waits at the receiver, and a receiver whether the sender still
 * has the message. Both look up the id, without the content.
 */
const DELIVERED = SCHEMAS.flatMap((schema) => [
  `${schema}.handled (message_id)`,
  `${schema}.long_job (message_id)`,
  `${schema}.outbox (id)`,
]);

/** The column by which /admin counts the messages that wait for an operator's decision; nothing of their content. */
const DEAD_LETTERS = SCHEMAS.map((schema) => `${schema}.dead_letter (resolved)`);

/** The free work of a person, over all apps. */
const FREE_WORK = WORKERS.map((schema) => `${schema}.free_work (user_id, borne_by, micro_dollars, begun_at)`);

/** What every app knows of models. */
const MODEL_STATES = WORKERS.map((schema) => `${schema}.model_state (model, gone_since, listed, off_sale)`);

/** The cost of orders, and how much of it is given away: the check of the ledger compares them, and billing adds them up. */
const COSTS_OF_ORDERS = WORKERS.flatMap((schema) => [
  `${schema}.provider_call (order_id, kind, reason, provider, model, micro_dollars, called_at)`,
  `${schema}.free_work (order_id)`,
]);

/** The columns from which the backlog of each app is counted. None of them holds content. */
const BACKLOG = [
  ...SCHEMAS.flatMap((schema) => [`${schema}.long_job (not_before, lease_until)`, `${schema}.outbox (abandoned_at)`]),
  'trainer.waiting_photo (not_before, lease_until)',
];

/**
 * The rights of each worker: it checks that a hold is open, and shares slots and a person's free work with the other workers. A person who has
 * just begun anew has no free work.
 */
const WORKER = [
  ...DELIVERED,
  ...EVERY_ORDER,
  ...FREE_WORK,
  ...MODEL_STATES,
  'billing.credit_hold (order_id, status, amount, units, free_units)',
  'billing.account (user_id, began_anew_at)',
];

/** Every column of an avatar except the address of the provider's copy, with which anyone can fetch the model. */
const AVATAR =
  'trainer.avatar (id, user_id, name, training_type, subject, status, trigger_phrase, finetune_id, lora_key, lora_family, lora_sha256, photo_map, lora_scale, likeness_distance, references_distance, photo_distance, face_age, main_face_age, shows_faces, face_owner, face_word_version, face_word_at, stopped_for, stopped_at, error_code, is_main, created_at, training_completed_at, deleted_at)';

/** Every column of a photo except the face's embedding. */
const AVATAR_PHOTO =
  'trainer.avatar_photo (id, avatar_id, accepted, findings, file_path, bytes, sha256, is_main, main_chosen, person_confirmed, reference_rank, metadata, created_at)';

/**
 * The columns by which each app learns that a person withdrew the consent. The app then deletes that person's words, also in its messages
 * that kept failing.
 */
const CONSENT = 'bot.consent (user_id, agreed_at, withdrawn_at)';

/**
 * What an operator sees at the desk: who a person is, what they have, paid and ordered, and the state of the apps. Of what people wrote, an
 * operator sees only their messages to support and their reports: no idea, prompt, transcript, address of a file or face.
 */
const AT_THE_DESK = [
  ...DELIVERED,
  ...BACKLOG,
  ...COSTS_OF_ORDERS,
  ...EVERY_ORDER,
  ...OUTCOMES,
  ...MODEL_STATES,
  ...SCHEMAS.flatMap((schema) => [
    `${schema}.dead_letter (message_id, job, code, attempts, died_at, resolved, resolved_at, refunding_since)`,
    `${schema}.queue_setting`,
    `${schema}.long_job (job)`,
    `${schema}.operator_act`,
    `${schema}.outbox (receiver, job, created_at, published_at)`,
  ]),
  'billing.account',
  'billing.credit_hold',
  'billing.ledger_check',
  'billing.ledger_violation',
  'billing.measurement',
  'billing.allowance',
  'billing.card_price',
  'billing.discount',
  // Gifts, because what a person has given away counts as spent from their purchases.
  'billing.gift (id, giver_id, credits, called, made_at, opener_id, closed_at)',
  'billing.pack',
  'billing.price',
  'billing.price_withdrawal',
  'billing.plan',
  'billing.subscription (plan_id, state)',
  'billing.promo',
  'billing.promo_use (percent, valid_until, telegram_payment_charge_id)',
  'billing.referral (outcome, picture_outcome, invited_at, rewarded_at)',
  'billing.gain (user_id, reason, credits, telegram_payment_charge_id, gained_at, taken)',
  'billing.purchase_return',
  'billing.provider_bill',
  'billing.provider_bill_line',
  'billing.purchase',
  'billing.refund',
  'billing.transaction',
  'bot.broadcast',
  'bot.delivery (id, user_id, class, card_key, status, trace_id, waits_for, not_before, attempts, created_at, sent_at)',
  'bot.measurement',
  'bot.person (user_id, telegram_id, first_name, username, language, blocked_at, heard_at, hears_news, banned_until, came_by, first_picture_at, created_at)',
  // What people wrote to support is for operators to read.
  'bot.support_message',
  'bot.support_ticket',
  'bot.retention_notice (rule_id)',
  'bot.retention_rule',
  'bot.star_reconciliation',
  'bot.star_transaction (charge_id, provider_charge_id, kind, telegram_id, currency, amount, commission, user_id, told_at, confirmed_at, forwarded_at, created_at)',
  'generator.image_generation (timed_as)',
  'generator.picture (order_id, face_distance, face_measured_at)',
  'trainer.avatar (id, user_id, training_type, status, stopped_for, stopped_at, error_code, face_age, face_owner, is_main, created_at, deleted_at)',
  'trainer.face_proof (avatar_id, proved_at)',
  // What people report as misused is for operators to read, too.
  'trainer.face_report',
  CONSENT,
];
/** The results of orders, without the ideas from which they were made. */
const RESULTS = SHOWN_OF_KINDS.filter((what) => what !== 'generator.image_generation');

/** The tables of other apps that each app reads; of some of these tables, only the listed columns. */
const FOREIGN: Readonly<Record<Schema, readonly string[]>> = {
  bot: [
    ...DELIVERED,
    ...DEAD_LETTERS,
    ...EVERY_ORDER,
    ...FREE_WORK,
    ...MODEL_STATES,
    'billing.account',
    'billing.allowance',
    'billing.card_price',
    'billing.credit_hold',
    'billing.discount',
    // The account statement of a month is made from the entries of the ledger (StatementReader).
    'billing.entry',
    'billing.gain (user_id, reason, credits, telegram_payment_charge_id, gained_at, taken)',
    'billing.gift (id, giver_id, credits, called, made_at, expires_at, opener_id, closed_at)',
    'billing.promo_use (user_id, percent, valid_until, telegram_payment_charge_id)',
    'billing.referral (inviter_id, friend_id, outcome)',
    'billing.pack',
    'billing.price',
    'billing.price_withdrawal',
    'billing.purchase (telegram_payment_charge_id, stars)',
    'billing.purchase',
    'billing.purchase_return',
    'billing.plan',
    'billing.subscription',
    'billing.spending_setting',
    'billing.refund (telegram_payment_charge_id)',
    'billing.transaction',
    // The API keys of a person, which the bot lists, and the orders that were placed with an API key, which the chat does not show.
    'api.api_key (id, user_id, name, scopes, ending, created_at, last_used_at)',
    'api.placed_order (order_id, user_id)',
    AVATAR,
    AVATAR_PHOTO,
    // The gateway reads the columns by which orders are timed, for the price screens. It also reads a person's files, and the files that it
    // removes from the chat with their picture.
    ...SHOWN_OF_KINDS,
  ],
  // The trainer reads a person's language for the words on the map of an avatar's photos.
  trainer: [
    ...WORKER,
    'generator.provider_heartbeat (provider, seen_at)',
    'generator.provider_pause',
    'enhancer.provider_heartbeat (provider, seen_at)',
    'enhancer.provider_pause',
    'bot.person (user_id, language)',
    CONSENT,
  ],
  // The generator reads avatars and their photos, because it draws from them, and the permissions to draw several people together. It also
  // reads which consents are withdrawn, to delete ideas, and when the provider's bill was last read, because it reads that bill once a day.
  generator: [
    ...WORKER,
    CONSENT,
    'billing.provider_bill',
    'bot.drawing_permission',
    'trainer.avatar',
    'trainer.avatar_photo (id, avatar_id, accepted, file_path, is_main, reference_rank)',
    'trainer.provider_heartbeat (provider, seen_at)',
    'trainer.provider_pause',
    'enhancer.provider_heartbeat (provider, seen_at)',
    'enhancer.provider_pause',
  ],
  // The transcriber reads a person's language, to name speakers who have no name, and which consents are withdrawn, to delete voices.
  transcriber: [...WORKER, 'bot.person (user_id, language)', CONSENT],
  // The enhancer reads a person's language for the words on a comparison, and which consents are withdrawn, to delete original photos.
  enhancer: [
    ...WORKER,
    'trainer.provider_heartbeat (provider, seen_at)',
    'trainer.provider_pause',
    'generator.provider_heartbeat (provider, seen_at)',
    'generator.provider_pause',
    'bot.person (user_id, language)',
    CONSENT,
  ],
  // Billing reads a person's two ids (an operator who gives credits names the one that Telegram shows), and whether the person is banned.
  // It reads how orders ended, because a hold ends as its order did, and when Telegram's list was last read, before it ends a subscription.
  billing: [
    ...DELIVERED,
    ...BACKLOG,
    ...COSTS_OF_ORDERS,
    ...EVERY_ORDER,
    ...MODEL_STATES,
    ...OUTCOMES,
    'bot.star_reconciliation (finished_at)',
    'bot.star_transaction',
    'bot.person (user_id, telegram_id, banned_until)',
    CONSENT,
  ],
  console: AT_THE_DESK,
  // The API shows a person's orders, results, avatars and credits to whoever has their key.
  api: [
    ...DELIVERED,
    ...EVERY_ORDER,
    ...MODEL_STATES,
    ...OUTCOMES,
    ...RESULTS,
    'billing.account',
    'billing.allowance',
    'billing.credit_hold',
    'billing.price',
    'billing.price_withdrawal',
    'bot.person (user_id, banned_until)',
    // The API reads the version, too: a file or an order of a program needs a consent to today's text.
    'bot.consent (user_id, version, agreed_at, withdrawn_at)',
    AVATAR,
    'trainer.avatar_photo (id, avatar_id, accepted, bytes)', // photos count in a person's quota of files
  ],
};

/** Where BullMQ keeps the queue when there is no Redis. */
export const QUEUE_SCHEMA = 'bullmq';

/**
 * BullMQ makes a sequence with the first job of a queue. These functions do that as their owner, so that no app may
 * create anything. They look up temporary tables last: otherwise a caller's own `job`, with a trigger, would run the
 * caller's code as the owner.
 */
const QUEUE_SEQUENCES_ARE_THE_OWNERS = `
  DO $$ DECLARE made regprocedure; BEGIN
    FOR made IN SELECT oid FROM pg_proc
      WHERE pronamespace = '${QUEUE_SCHEMA}'::regnamespace AND prosrc LIKE '%CREATE SEQUENCE%'
    LOOP EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = ${QUEUE_SCHEMA}, pg_temp', made); END LOOP;
  END $$`;

const withColumns = (privileges: string, target: string): string => {
  const [, table = target, columns] = /^(\S+) (\(.*\))$/.exec(target) ?? [];
  return columns === undefined ? `${privileges} ON ${table}` : `${privileges} ${columns} ON ${table}`;
};

/**
 * The statements that give each login the rights it needs, and revoke those that an earlier release gave. They must run
 * in one transaction, so that an app at work never misses a right.
 */
export function grants(nameOf: (login: Login) => string): string[] {
  const owners = SCHEMAS.map(nameOf);
  const all = [...owners, nameOf('receiver')].join(', ');
  return [
    ...SCHEMAS.flatMap((schema) => [
      `REVOKE ALL ON ALL TABLES IN SCHEMA ${schema} FROM ${all}`,
      `GRANT USAGE ON SCHEMA ${schema} TO ${owners.join(', ')}`,
    ]),
    ...SCHEMAS.flatMap((schema) => [
      ...Object.entries(ownedIn(schema)).map(
        ([table, privileges]) => `GRANT ${privileges} ON ${schema}.${table} TO ${nameOf(schema)}`,
      ),
      // An app reads the messages that are addressed to it, also those that it sends to itself: the queue carries only their ids.
      ...SCHEMAS.map((sender) => `GRANT SELECT ON ${sender}.outbox_to_${schema} TO ${nameOf(schema)}`),
      ...FOREIGN[schema].map((target) => `GRANT ${withColumns('SELECT', target)} TO ${nameOf(schema)}`),
    ]),
    // A paused queue takes no message, so what operators set for it is written by the desk itself, with an audit row (decision 218).
    ...SCHEMAS.map((schema) => `GRANT INSERT, UPDATE ON ${schema}.queue_setting TO ${nameOf('console')}`),
    `GRANT USAGE ON SCHEMA ${QUEUE_SCHEMA} TO ${all}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${QUEUE_SCHEMA} TO ${all}`,
    // BullMQ only reads this table, which says which of its own migrations have run.
    `REVOKE INSERT, UPDATE, DELETE ON ${QUEUE_SCHEMA}.migration FROM ${all}`,
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${QUEUE_SCHEMA} TO ${all}`,
    QUEUE_SEQUENCES_ARE_THE_OWNERS,
    `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${QUEUE_SCHEMA} TO ${all}`,
    // Every app compares this table with its own release when it starts.
    `GRANT SELECT ON aisha_migration TO ${owners.join(', ')}`,
  ];
}
