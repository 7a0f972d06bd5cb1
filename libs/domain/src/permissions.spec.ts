import { describe, expect, it } from '@jest/globals';
import type { PermissionId } from './ids';
import { invitationIn, invitationStart } from './permissions';

const ID = '0199a3e2-77aa-7f01-9c02-1b2c3d4e5f60' as PermissionId;

describe('the link of an invitation', () => {
  it('the link of an invitation names the invitation in characters that Telegram takes, and no other text is read as an invitation', () => {
    expect(invitationStart(ID)).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    expect(invitationIn(invitationStart(ID))).toBe(ID);
    for (const other of ['', 'voices', ID, 'together_', `together_${ID}x`, 'together_../../etc', `TOGETHER_${ID}`])
      expect(invitationIn(other)).toBeUndefined();
  });
});
