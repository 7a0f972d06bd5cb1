const PAYLOAD = /^pack:([a-z0-9-]{1,64})$/;

/** What an invoice for a pack carries, and gets back with the question before the payment and with the payment. */
export const packPayload = (packId: string): string => `pack:${packId}`;

/** Undefined when the invoice was not for a pack. The pack itself may be long retired. */
export const packIdOf = (payload: string): string | undefined => PAYLOAD.exec(payload)?.[1];
