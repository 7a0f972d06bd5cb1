import { credits } from './credits';
import type { TelegramId } from './ids';

/** What an operator may be: an owner does everything, support works with people and their orders, read-only changes nothing. */
export const ROLES = ['owner', 'support', 'read-only'] as const;
export type Role = (typeof ROLES)[number];

const OWNER = ['owner'] as const;
const SUPPORT = ['owner', 'support'] as const;

/**
 * Everything that an operator can do, and which roles may do it. Commands, /admin and each other front end read this table; the app that
 * does an act writes the act's name into an audit row.
 */
export const ACTS = {
  'give-credits': SUPPORT,
  'cancel-order': SUPPORT,
  'retry-order': SUPPORT,
  'refund-purchase': SUPPORT,
  'confirm-payment': OWNER,
  'cancel-subscription': SUPPORT,
  'ban-person': SUPPORT,
  'unban-person': SUPPORT,
  'answer-ticket': SUPPORT,
  'close-ticket': SUPPORT,
  'export-person': SUPPORT,
  'erase-person': OWNER,
  'stop-avatar': SUPPORT,
  'free-avatar': SUPPORT,
  'close-report': SUPPORT,
  'retry-undelivered': SUPPORT,
  'drop-undelivered': SUPPORT,
  'retry-dead-letter': OWNER,
  'drop-dead-letter': OWNER,
  'set-queue': OWNER,
  'set-price': OWNER,
  'set-pack': OWNER,
  'set-plan': OWNER,
  'set-allowance': OWNER,
  'set-retention': OWNER,
  'make-promo': OWNER,
  'end-promo': OWNER,
  'set-model': OWNER,
  'draft-broadcast': OWNER,
  'preview-broadcast': OWNER,
  'start-broadcast': OWNER,
  'pause-broadcast': OWNER,
  'stop-broadcast': OWNER,
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Act = keyof typeof ACTS;
export const ACT_NAMES = Object.keys(ACTS) as Act[];

/** Whether an operator of this role may do the act. */
export const mayDo = (role: Role, act: Act): boolean => (ACTS[act] as readonly Role[]).includes(role);

/** The most characters of an operator in an audit row (`telegram:500001`), and of a reason. */
export const OPERATOR_AT_MOST = 64;
export const REASON_AT_MOST = 300;

/** How an audit row names an operator: by Telegram's id, or by the name that was given to a command. */
export const operatorInTelegram = (telegramId: TelegramId): string => `telegram:${telegramId}`;
export const operatorOfCommand = (name: string): string => `command:${name}`;

/**
 * The Telegram id of the operator in an audit row; undefined for a command, which only an owner can run, because it needs the
 * installation's login.
 */
export const telegramIdOfOperator = (operator: string): TelegramId | undefined => {
  const [, id] = /^telegram:([1-9]\d{0,15})$/.exec(operator) ?? [];
  return id === undefined ? undefined : (Number(id) as TelegramId);
};

/** The most credits that one act gives or takes: more than the largest pack has, so whoever asks for more has mistyped. */
export const GIVEN_AT_MOST = credits(2_000);

/** An operator in the setting: a Telegram id of at most 16 digits, which are enough for its 52 bits, and perhaps a role. */
const ADMIN = /^([1-9]\d{0,15})(?::(.*))?$/;

/**
 * Reads the operators in a setting such as `500001:owner,500002:support`; an id without a role is an owner's. Throws a RangeError whose
 * message says what the setting must be, for an entry that is no id, names an unknown role, or names an id again.
 */
export function parseAdmins(setting: string): ReadonlyMap<TelegramId, Role> {
  const admins = new Map<TelegramId, Role>();
  for (const entry of setting.split(',').map((one) => one.trim())) {
    if (entry === '') continue;
    const [, id, role = 'owner'] = ADMIN.exec(entry) ?? [];
    if (id === undefined || !Number.isSafeInteger(Number(id)))
      throw new RangeError('must be Telegram ids with roles, such as 500001:owner,500002:support');
    if (!isRole(role)) throw new RangeError(`must have roles out of ${ROLES.join(', ')}`);
    const telegramId = Number(id) as TelegramId;
    if (admins.has(telegramId)) throw new RangeError('must name each id once');
    admins.set(telegramId, role);
  }
  return admins;
}

const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);
