import type { ByOperator, Message } from '@aisha/contracts';
import type { UserId } from '@aisha/domain';
import { asked, byOperator, called, fail } from './command/command-line.mts';
import { namedPerson } from './named-person.mts';
import { ownedDatabase } from './command/operated-product.mts';
import { sentAct } from './command/sent-act.mts';

interface RightOfPerson {
  readonly command: string;
  /**
   * The act in the words that are printed before the Telegram id and the name: `would` says what the command would do, such as `delete
   * everything about`, and `done` says what it has done.
   */
  readonly would: string;
  readonly done: string;
  readonly act: (by: ByOperator, userId: UserId) => Message & { readonly payload: { readonly actId?: unknown } };
}

/** Reads whom an operator means and why, and has the bot act on that person. */
export const actOnPerson = async ({ command, would, done, act }: RightOfPerson): Promise<void> => {
  const usage = `${called(command)} <Telegram id | our id | @name> --operator <name> --reason <words> [--yes]`;
  const { words, flags, values } = asked(usage, { flags: ['yes'], values: ['operator', 'reason'] });
  if (words.length !== 1) fail(`Which person?\n${usage}`);
  const by = byOperator(values, usage);
  const url = ownedDatabase();
  const { userId, telegramId, firstName } = await namedPerson(url, words[0]!);
  if (!flags['yes'])
    return console.log(`would ${would} ${telegramId} ${firstName}\nNothing was changed. Add --yes to do it.`);
  const answer = await sentAct(url, act(by, userId));
  if (!answer) return console.log('told the bot, which does it when it runs; `aisha acts` says what came of it');
  if (answer.outcome !== 'done') return fail(`refused: ${answer.outcome}. Nothing was changed.`);
  console.log(`${done} ${telegramId} ${firstName}`);
};
