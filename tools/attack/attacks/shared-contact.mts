import type { Attack } from '../attack.mts';

const UPDATE = 900_000_201;
const PHONE = '+15550042777';

export const attack: Attack = {
  about: 'A contact is shared by mistake.',
  holds: 'Its number is in no table and no log.',
  isQuick: true,
  async run(target) {
    const { person } = await target.customer('Anna');
    await target.forgedUpdateIsHandled({
      update_id: UPDATE,
      message: {
        message_id: 99,
        date: Math.floor(Date.now() / 1_000),
        chat: { id: person.id, type: 'private', first_name: 'Anna' },
        from: { id: person.id, is_bot: false, first_name: 'Anna' },
        contact: { phone_number: PHONE, first_name: 'Eve' },
      },
    } as { update_id: number });
    const tables = await target.admin.tablesWith(PHONE);
    const isLogged = target.logOf('bot-gateway').includes(PHONE);
    return {
      holds: tables.length === 0 && !isLogged,
      figure: `a contact shared by mistake: in ${tables.length} tables, ${isLogged ? 'in' : 'not in'} the log`,
    };
  },
};
