import { Database } from '@aisha/database';
import { PersonSearchReader, type FoundPerson } from '@aisha/database/people';
import { parseId, type UserId } from '@aisha/domain';
import { called, fail } from './command/command-line.mts';

const TELEGRAM_ID_OR_NAME = /^(\d{1,16}|@\w{1,32})$/;

/**
 * The one person of this Telegram id, our id or @name. Anything else ends the command with a sentence: a part of a name, such as an @name
 * without its sign, may be that of one other person, whom an operator would then ban or erase.
 */
export const namedPerson = async (url: string, said: string): Promise<FoundPerson> => {
  const named = said.trim();
  if (!TELEGRAM_ID_OR_NAME.test(named) && !parseId<UserId>(named.toLowerCase()))
    return fail(`${named}: must be a Telegram id, our id or @name; by a name ${called('person')} finds people`);
  const database = await Database.connect({ url, role: 'bot', pool: 1 });
  try {
    const { people } = await new PersonSearchReader(database).find(named, { limit: 2 });
    if (people.length === 1) return people[0]!;
    return fail(
      `${named}: ${people.length === 0 ? 'no such person' : 'names several people: aisha person lists them'}`,
    );
  } finally {
    await database.close();
  }
};
