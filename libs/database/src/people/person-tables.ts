import { ORDER_KIND, ORDER_KINDS, schemaOf } from '@aisha/kinds';
import { KIND_TABLE } from '@aisha/kinds/tables';
import type { Schema } from '../connection/schemas';

/** What becomes of a person's rows when everything about the person is deleted. */
type Erased = 'deleted' | 'kept' | ErasedFrom;

/** What is taken out of rows that stay. */
interface ErasedFrom {
  readonly set: string;
  /** SQL over `t`: whether anything is left to take out. Needed where `of` still picks the row afterwards, or each round would count it again. */
  readonly left?: string;
}

/** How a table leads to a person, what an erasure does with the rows, and what an export gives of them (decisions 211 and 212). */
interface PersonTable {
  readonly table: string;
  /** SQL over the table's row `t` that picks a person's rows: $1 is the person's id, $2 their avatars, $3 their Telegram id. */
  readonly of: string;
  readonly erased: Erased;
  /** SQL: what «Выгрузить мои данные» gives of a row. Absent: all columns except those of `WITHHELD`; null: nothing. */
  readonly given?: string | null;
}

const BY_PERSON = 't.user_id = $1';
const BY_AVATAR = 't.avatar_id = ANY ($2::uuid[])';
const byOrderOf = (orders: string): string => `t.order_id IN (SELECT order_id FROM ${orders} WHERE user_id = $1)`;

/**
 * Columns that an export leaves out: addresses of providers' copies, with which anyone could fetch a file; how the engine carries an
 * order; other people's ids.
 */
export const WITHHELD: readonly string[] = [
  ...['source_url', 'dataset_url', 'lora_url', 'endpoint', 'request_id', 'past_requests', 'finetune_id', 'lora_key'],
  ...[
    'version',
    'turn',
    'lease_until',
    'slot_taken_at',
    'submit_started_at',
    'attempts',
    'next_poll_at',
    'deadline_at',
  ],
  ...[
    'shown_step',
    'shown_position',
    'shown_at',
    'deferred_by',
    'deferred_since',
    'not_before',
    'cleared_by',
    'probes',
  ],
  ...['model', 'permission_ids', 'incoming', 'trace_id', 'owner', 'queue', 'waits_for'],
];

/** Tables of kinds whose rows name an order and no person. */
const BY_ORDER: Readonly<Record<string, string>> = {
  'generator.face_match': 'generator.together',
  'generator.permission_use': 'generator.together',
  'transcriber.piece': 'transcriber.recording',
  'transcriber.document_part': 'transcriber.document',
  'transcriber.question_part': 'transcriber.question',
  'transcriber.speech_piece': 'transcriber.speech',
};
/** Rows of work under way, and what the trainer measured of other people in a picture: an export has the result instead. */
const NOT_GIVEN: readonly string[] = [...Object.keys(BY_ORDER)];

/** The tables of all kinds. Those whose rows only name an order of another table come first, because these rows are found by that order. */
const ofKinds = (): PersonTable[] => {
  const tables = ORDER_KINDS.flatMap((kind) =>
    Object.entries(KIND_TABLE[kind].tables as Readonly<Record<string, { readonly kept: string | null }>>).flatMap(
      ([name, { kept }]) => (kept === null ? [] : [{ kind, table: `${schemaOf(kind)}.${name}` }]),
    ),
  ).map(({ kind, table }): PersonTable & { readonly isOrders: boolean } => {
    const orders = BY_ORDER[table];
    return {
      table,
      of: orders ? byOrderOf(orders) : BY_PERSON,
      erased: 'deleted',
      ...(NOT_GIVEN.includes(table) && { given: null }),
      isOrders: ORDER_KIND[kind].table === table,
    };
  });
  const known = [...new Map(tables.map((one) => [one.table, one])).values()];
  return [...known.filter(({ isOrders }) => !isOrders), ...known.filter(({ isOrders }) => isOrders)].map(
    ({ isOrders: _, ...table }) => table,
  );
};

/** What requests to providers cost, and which part of it was free. An erasure keeps these rows and clears the person's id. */
const COSTS = ['trainer', 'generator', 'transcriber', 'enhancer'].flatMap((schema): PersonTable[] => [
  { table: `${schema}.provider_call`, of: BY_PERSON, erased: { set: 'user_id = NULL' }, given: null },
  { table: `${schema}.free_work`, of: BY_PERSON, erased: { set: 'user_id = NULL' } },
]);

/**
 * When a person is erased, the audit keeps the operators' acts about the person, but without the person's id and without the reasons
 * (decision 201). An export omits the reasons, because they are written for operators (decision 202).
 */
const ACTS = ['bot', 'trainer', 'generator', 'transcriber', 'enhancer', 'billing', 'console', 'api'].map(
  (schema): PersonTable => ({
    table: `${schema}.operator_act`,
    of: BY_PERSON,
    erased: { set: 'user_id = NULL, reason = NULL' },
    given: `jsonb_build_object('act', t.act, 'outcome', t.outcome, 'created_at', t.created_at)`,
  }),
);

const stays = (table: string, of: string, given?: string | null): PersonTable => ({
  table,
  of,
  erased: 'kept',
  ...(given !== undefined && { given }),
});
const goes = (table: string, of: string, given?: string | null): PersonTable => ({
  table,
  of,
  erased: 'deleted',
  ...(given !== undefined && { given }),
});

/** What an export gives of a permission: the row without the people's ids and the avatar's. */
const PERMISSION_GIVEN = `to_jsonb(t) - '{asker_id,giver_id,avatar_id}'::text[]
  || jsonb_build_object('you', CASE WHEN t.asker_id = $1 THEN 'ask' ELSE 'give' END)`;

/**
 * What an export gives of an avatar. Nobody is told whether a stop comes from the register of faces, because that would say that the person
 * with this face has reported something: screens give the reason of another stop (decision 119), and so does the export.
 */
const AVATAR_GIVEN = `to_jsonb(t) - '{${WITHHELD.join(',')}}'::text[]
  || CASE WHEN t.stopped_for = 'known-face' THEN '{"stopped_for": "several-people"}'::jsonb ELSE '{}' END`;

const OTHERS: readonly PersonTable[] = [
  // An operator's sign-ins, which the desk removes within a day, and the acts that an operator has sent, which stay.
  stays('console.sign_in_link', 't.telegram_id = $3::bigint', null),
  stays('console.session', 't.telegram_id = $3::bigint', null),
  stays('console.sent_act', 't.telegram_id = $3::bigint', null),
  goes('trainer.selfie', BY_PERSON, null),
  goes('trainer.face_proof', BY_AVATAR),
  goes('trainer.avatar_photo', BY_AVATAR),
  goes('trainer.waiting_photo', BY_PERSON),
  // What an operator wrote when closing the report is the reason of that act, and written for operators.
  goes('trainer.face_report', BY_PERSON, `to_jsonb(t) - '{avatars,closed_as}'::text[]`),
  // Only faces of the person's own reports are deleted. The face of a stopped avatar may be that of another person, who complained: it is
  // removed when its time is over (decision 119).
  goes('trainer.known_face', `t.user_id = $1 AND t.source = 'report'`),
  goes('trainer.avatar', BY_PERSON, AVATAR_GIVEN),
  goes('generator.lora_upload', BY_AVATAR, null),
  goes('transcriber.sent_text', BY_PERSON),
  goes(
    'bot.support_message',
    't.ticket_id IN (SELECT id FROM bot.support_ticket WHERE user_id = $1)',
    `to_jsonb(t) - '{operator}'::text[]`,
  ),
  goes('bot.support_ticket', BY_PERSON),
  goes('bot.file_place', BY_PERSON),
  goes('bot.pending_change', 't.set_id = $1 OR t.set_id = ANY ($2::uuid[])', null),
  goes('bot.draft', BY_PERSON),
  goes('bot.conversation', BY_PERSON, `to_jsonb(t) - '{screen,update_id}'::text[]`),
  goes('bot.drawing_permission', 't.asker_id = $1 OR t.giver_id = $1', PERMISSION_GIVEN),
  {
    // The update's number stays, so that an update that Telegram repeats is not handled again.
    table: 'bot.telegram_update',
    of: `t.chat_id = $3::bigint OR t.payload @? format('$.**.from.id ? (@ == %s)', coalesce($3::bigint, 0))::jsonpath`,
    erased: {
      set: `chat_id = 0, payload = '{}', error = NULL, handled_at = coalesce(handled_at, now()), held_until = NULL`,
    },
    given: `jsonb_build_object('received_at', t.received_at,
      'text', coalesce(t.payload #> '{message,text}', t.payload #> '{edited_message,text}'))`,
  },
  goes(
    'bot.delivery',
    BY_PERSON,
    `jsonb_build_object('created_at', t.created_at, 'sent_at', t.sent_at, 'status', t.status, 'text', t.content->'text')`,
  ),
  goes('bot.retention_notice', BY_PERSON, `to_jsonb(t) - '{rule_id}'::text[]`),
  goes('bot.chat_queue', 't.chat_id = $3::bigint', null),
  goes('bot.card', BY_PERSON, `to_jsonb(t) - '{state,message_id}'::text[]`),
  goes('bot.consent', BY_PERSON),
  {
    table: 'bot.star_transaction',
    of: `(t.user_id = $1 AND t.telegram_id <> 0) OR t.telegram_id = $3::bigint`,
    // The row stays as the ledger's evidence, under the number that the ledger has for the person.
    erased: { set: `telegram_id = 0, payer = NULL, payload = ''` },
    given: `to_jsonb(t) - '{payer,payload,user_id,telegram_id}'::text[]`,
  },
  goes('bot.checkout', 't.telegram_id = $3::bigint', `to_jsonb(t) - '{payload,query_id}'::text[]`),
  goes('bot.person_shard', 't.telegram_id = $3::bigint'),
  goes('bot.person', BY_PERSON),
  goes('api.idempotent_answer', BY_PERSON, null),
  goes('api.webhook_delivery', BY_PERSON, `to_jsonb(t) - '{body,lease_until}'::text[]`),
  goes('api.webhook', BY_PERSON, `to_jsonb(t) - '{secret,previous_secret}'::text[]`),
  goes('api.placed_order', BY_PERSON),
  goes('api.api_key', BY_PERSON, `to_jsonb(t) - '{digest}'::text[]`),
  // Files are deleted after the keys. An upload that ends at this moment locks its key: either its row is seen here, or the upload finds no
  // key and writes no row.
  goes('api.uploaded_file', BY_PERSON, `to_jsonb(t) - '{name,digest}'::text[]`),
  {
    // The operator's reason is cleared. The row stays, as the ledger does: it says that Stars were asked back.
    table: 'billing.purchase_return',
    of: BY_PERSON,
    erased: {
      set: `reason = CASE WHEN reason IS NULL THEN NULL ELSE '' END, problem = NULL`,
      left: `t.reason <> '' OR t.problem IS NOT NULL`,
    },
    given: `to_jsonb(t) - '{reason,letter_id}'::text[]`,
  },
  goes('billing.spending_setting', BY_PERSON),
  stays('billing.subscription', BY_PERSON),
  stays('billing.account', BY_PERSON),
  stays('billing.credit_hold', BY_PERSON),
  stays('billing.transaction', BY_PERSON),
  stays('billing.entry', BY_PERSON, null),
  stays('billing.purchase', BY_PERSON),
  stays(
    'billing.refund',
    't.telegram_payment_charge_id IN (SELECT telegram_payment_charge_id FROM billing.purchase WHERE user_id = $1)',
  ),
  // An invitation is deleted with either of its two people. What it brought is a row of gains, which stays.
  goes(
    'billing.referral',
    't.friend_id = $1 OR t.inviter_id = $1',
    `jsonb_build_object('invited_at', t.invited_at, 'outcome', t.outcome, 'picture_outcome', t.picture_outcome)`,
  ),
  goes('billing.promo_try', BY_PERSON),
  stays('billing.promo_use', BY_PERSON),
  stays('billing.gain', BY_PERSON),
  stays('billing.gift', 't.giver_id = $1 OR t.opener_id = $1', `to_jsonb(t) - '{id,giver_id,opener_id}'::text[]`),
  // The row stays as proof that everything was deleted. The person's id in it leads to nobody.
  stays('bot.erasure', BY_PERSON, null),
  stays('billing.ledger_violation', 'false', null),
  stays('bot.broadcast', 'false', null),
];

/** Every table that has a person's rows, in an order in which they can be deleted. */
export const PERSON_TABLES: readonly PersonTable[] = [...ofKinds(), ...COSTS, ...ACTS, ...OTHERS];

/** The tables of one app that have a person's rows. */
export const personTablesOf = (schema: Schema): PersonTable[] =>
  PERSON_TABLES.filter(({ table }) => table.startsWith(`${schema}.`));
