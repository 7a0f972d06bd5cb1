import { ORDER_KINDS } from '@aisha/kinds';

/** What must always be true of the ledger and of the tables around it. */
export const LEDGER_INVARIANTS = {
  'entries-sum-to-zero':
    'Each transaction has entries, they sum to 0 and move its amount; each entry has its transaction. So the ledger sums to 0.',
  'credit-is-paid-for': 'Each credited purchase has its payment.',
  'posting-is-the-holders':
    'What was held, captured or released for an order moved credits of the person whose order it is.',
  'posting-has-its-cause':
    'Each gain, gift, refund, return, welcome or forfeit that moved credits has the row that says so.',
  'posting-moves-its-accounts': 'Each transaction without an order moved credits between the accounts of its type.',
  'balance-equals-entries': 'What an account shows is what its entries say.',
  'debt-is-paid-first': 'Nobody who owes credits has credits to spend.',
  'hold-is-not-exceeded': 'No hold was charged for more than it held, and its entries add up to what it says.',
  'purchase-is-credited-once': 'Each payment that arrived was credited once, in full, to the person who paid.',
  'refund-takes-the-purchase':
    'Each refund took the credits of its purchase from the buyer, in full: at once or as a debt.',
  'gain-is-booked':
    'Each gain moved its credits to its person, and what went back of it was taken from them or is owed.',
  'gift-is-booked': 'Each gift took its credits from the giver once, and they came to one person or are in transit.',
  'return-is-whole':
    'What a return set aside is held until Telegram has answered; then it went with the Stars, or is there again.',
  'delivered-is-charged':
    'Each settled hold says what its order delivered and was charged for that, or for what is paid beyond it; none was settled while its order is under way.',
  'delivered-was-held': 'Each order that delivered or charges something has its hold.',
  'cost-is-borne':
    'What providers did for an order that delivered nothing and was charged for nothing is booked to free work.',
  'finished-order-is-settled': 'No order that ended more than a minute ago still has an open hold.',
} as const;
export type LedgerInvariant = keyof typeof LEDGER_INVARIANTS;
export const LEDGER_INVARIANT_NAMES = Object.keys(LEDGER_INVARIANTS) as LedgerInvariant[];

/** The tables that the check reads row by row, in key order. */
export const LEDGER_PARTS = [
  'transactions',
  'accounts',
  'holds',
  'purchases',
  'refunds',
  'gains',
  'gifts',
  'returns',
  ...ORDER_KINDS,
] as const;
export type LedgerPart = (typeof LEDGER_PARTS)[number];
