/** The `onceFor` of the message about a failed payment: the handler that sees it first sends the only one. */
export const paymentKey = (chargeId: string): string => `payment ${chargeId}`;
