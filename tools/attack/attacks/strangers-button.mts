import type { Attack } from '../attack.mts';
import { PATIENT } from '../target.mts';

const UPDATE = 900_000_101;

export const attack: Attack = {
  about: "A person presses the button of another's order, as a forged update.",
  holds: 'Nobody is charged and nothing is ordered.',
  isQuick: true,
  async run(target) {
    const [anna, mallory] = [await target.customer('Anna'), await target.customer('Mallory')];
    await target.avatarOf(anna.userId);
    const asked = await anna.person.sends('/generate');
    await anna.person.sees('Describe your idea', { ...PATIENT, after: asked });
    const after = await anna.person.sends('a walk along the sea');
    const { message_id, buttons } = await anna.person.sees('🎨 Draw', { ...PATIENT, after });
    const data = buttons.flat().find(({ text }) => text.includes('Draw'))?.callback_data;
    const from = { id: mallory.person.id, is_bot: false, first_name: 'Mallory', language_code: 'en' };
    const chat = { id: mallory.person.id, type: 'private', first_name: 'Mallory' };
    await target.forgedUpdateIsHandled({
      update_id: UPDATE,
      callback_query: { id: '1', from, chat_instance: '1', data, message: { message_id, date: 1, chat, text: 'x' } },
    } as { update_id: number });
    const holds = await target.admin.query(`SELECT FROM billing.credit_hold WHERE user_id = ANY ($1::uuid[])`, [
      [anna.userId, mallory.userId],
    ]);
    return {
      holds: data !== undefined && holds.length === 0,
      figure: `another's button: ${holds.length} orders of it`,
    };
  },
};
