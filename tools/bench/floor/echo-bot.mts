/**
 * The least a bot can be: says back what it hears, at once, without a database, a queue or limits, in front of a Telegram stand-in
 * of its own. Argument: a folder for the stand-in, which keeps its chats on disk like the sandbox's does.
 */
import { startTelegram, type Update } from '@aisha/fakes/telegram';

const TOKEN = '7000002:echo';
const telegram = await startTelegram({ token: TOKEN, stateDir: process.argv[2] ?? '' });

const call = async <T,>(method: string, parameters: object): Promise<T> => {
  const response = await fetch(`${telegram.url}/bot${TOKEN}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  });
  return ((await response.json()) as { result: T }).result;
};

process.send?.({ url: telegram.url });
process.on('disconnect', () => process.exit(0));

for (let offset = 0; ;) {
  for (const update of await call<Update[]>('getUpdates', { offset, timeout: 30 })) {
    offset = update.update_id + 1;
    const { message } = update;
    if (message) void call('sendMessage', { chat_id: message.chat.id, text: message.text ?? '…' });
  }
}
