/**
 * With modules of its own: ids never go back, so after a file whose clock was ahead this one would get ids of later than now.
 *
 * @jest-environment node
 */
import { describe, expect, it } from '@jest/globals';
import { newId } from '@aisha/platform';
import { isOfOutbox, writtenAt } from './once-per-message';

describe('the id of a message', () => {
  it('the id of a message shows when its outbox wrote it', () => {
    const ofTheStandard = '017f22e2-79b0-7cc3-98c4-dc0c0c07398f'; // RFC 9562, appendix A.6
    expect(writtenAt(ofTheStandard)).toBe(Date.UTC(2022, 1, 22, 19, 22, 22));
    expect(Math.abs(writtenAt(newId<string>()) - Date.now())).toBeLessThan(60_000);
  });

  it.each([
    ['a hint', 'fal_request-1'],
    ['an order’s start or cancel', 'order:0199a3e1-0b7d-7c3a-8e10-55aa7be90c11:0199a3e1-0b7d-7c3a-8e10-55aa7be90c11'],
    ['a message that is sent without a row', 'sent-0199a3e1-0b7d-7c3a-8e10-55aa7be90c11'],
    ['a random UUID, which tells no time', 'f47ac10b-58cc-4372-a567-0e02b2c3d479'],
    ['no message', ''],
  ])('the id of %s belongs to no outbox', (_what, id) => {
    expect([writtenAt(id), isOfOutbox(id)]).toEqual([0, false]);
  });

  it('the id of a message shows that the message came from an outbox, whose sender keeps it', () => {
    expect(isOfOutbox(newId<string>())).toBe(true);
  });
});
