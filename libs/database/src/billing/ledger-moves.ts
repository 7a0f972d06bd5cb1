import type { CreditTransaction } from '../entities/billing/transaction.entity';

/** From which account to which each type of transaction moves credits. */
export const LEDGER_MOVES: Readonly<Record<CreditTransaction['type'], readonly string[]>> = {
  welcome: ['platform-gifts > user-available'],
  purchase: ['platform-sales > user-available'],
  subscription: ['platform-sales > user-available'],
  hold: ['user-available > user-held'],
  capture: ['user-held > platform-revenue'],
  release: ['user-held > user-available'],
  refund: ['user-available > platform-sales', 'user-held > platform-sales'],
  debt: ['user-debt > platform-sales', 'user-debt > platform-gifts'],
  'debt-payment': ['user-available > user-debt'],
  correction: ['platform-gifts > user-available'],
  deduction: ['user-available > platform-gifts'],
  promo: ['platform-gifts > user-available'],
  referral: ['platform-gifts > user-available'],
  'referral-picture': ['platform-gifts > user-available'],
  'gain-back': ['user-available > platform-gifts'],
  'gift-sent': ['user-available > platform-transit'],
  'gift-received': ['platform-transit > user-available'],
  'gift-back': ['platform-transit > user-available'],
  'set-aside': ['user-available > user-held'],
  'set-back': ['user-held > user-available'],
  forfeit: ['user-available > platform-sales'],
};

const isPersons = (account: string | undefined): boolean => account === 'user-available' || account === 'user-held';

/**
 * Whether a transaction of this type brings its person credits (1), takes some (-1), or leaves as many as there were (0): what is held is the
 * person's until it is charged, and a debt is no credits. A type of a newer release has no direction here.
 */
export function directionOf(type: string): 1 | 0 | -1 {
  const [move = ''] = (LEDGER_MOVES as Readonly<Record<string, readonly string[]>>)[type] ?? [];
  const [from, to] = move.split(' > ');
  if (isPersons(from) === isPersons(to)) return 0;
  return isPersons(to) ? 1 : -1;
}
