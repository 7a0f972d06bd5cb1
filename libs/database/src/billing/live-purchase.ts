/** SQL: the Stars of the purchase `p` have not gone back and are not on their way back. */
export const IS_LIVE = `NOT EXISTS (SELECT FROM billing.refund r WHERE r.telegram_payment_charge_id = p.telegram_payment_charge_id)
  AND NOT EXISTS (SELECT FROM billing.purchase_return b
                   WHERE b.telegram_payment_charge_id = p.telegram_payment_charge_id AND b.state <> 'refused')`;
