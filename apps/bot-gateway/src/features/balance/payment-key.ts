/** A payment that went wrong is explained once, by whichever of us sees it first: `onceFor` of that message. */
export const paymentKey = (chargeId: string): string => `payment ${chargeId}`;
