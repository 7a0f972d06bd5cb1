import type { Attack } from '../attack.mts';

export const attack: Attack = {
  about: "Updates are brought to the bot's door without Telegram's secret, with a guess, or with part of it.",
  holds: '403, and nothing is stored.',
  isQuick: true,
  async run(target) {
    const [[header, secret]] = Object.entries(target.telegramsSecret) as [[string, string]];
    const update = {
      update_id: 1,
      message: { message_id: 1, date: 1, chat: { id: 1, type: 'private' }, text: '/start' },
    };
    const statuses = await Promise.all(
      [{}, { [header]: 'guess' }, { [header]: secret.slice(0, -1) }, { [header]: `${secret}, ${secret}` }].map(
        (headers) => target.forgesUpdate(update, headers),
      ),
    );
    const stored = await target.admin.query(`SELECT FROM bot.telegram_update WHERE update_id = 1`);
    return {
      holds: stored.length === 0 && statuses.every((status) => status === 403),
      figure: `updates without Telegram's secret: ${statuses.join(', ')}, ${stored.length} stored`,
    };
  },
};
