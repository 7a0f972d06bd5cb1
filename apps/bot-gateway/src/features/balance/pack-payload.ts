const PAYLOAD = /^pack:([a-z0-9-]{1,64})$/;

/** The payload of a pack's invoice. It comes back with the pre-checkout query and with the payment. */
export const packPayload = (packId: string): string => `pack:${packId}`;

/** Undefined if the invoice was not for a pack. The pack may be retired. */
export const packIdOf = (payload: string): string | undefined => PAYLOAD.exec(payload)?.[1];
