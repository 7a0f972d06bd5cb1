import { Database } from '@aisha/database';
import { PersonSearchReader, type FoundPerson } from '@aisha/database/people';
import { fail } from './command-line.mts';

/** The one person of this Telegram id, our id or @name; any other name ends the command with a sentence. */
export const namedPerson = async (url: string, named: string): Promise<FoundPerson> => {
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
