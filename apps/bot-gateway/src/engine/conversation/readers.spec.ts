import { describe, expect, it } from '@jest/globals';
import { Database, type Transaction } from '@aisha/database';
import { Readers } from './readers';

const tx = () => ({}) as Transaction;
const readers = (settings?: object) => new Readers(Database.within(tx()), settings);

class BookReader {
  constructor(readonly database: Database) {}
}

class Library {
  readonly OPENS_AT: number = 9;
  readonly NAME?: string;
}

describe('readers', () => {
  it('a reader is built once within a transaction, however often it is asked for', () => {
    const within = readers().within(tx());

    expect(within.of(BookReader)).toBeInstanceOf(BookReader);
    expect(within.of(BookReader)).toBe(within.of(BookReader));
  });

  it('readers that are asked for in a transaction read within that transaction', () => {
    const outside = readers();
    const [one, other] = [tx(), tx()];

    expect(outside.within(one).of(BookReader).database.read).toBe(one);
    expect(outside.within(other).of(BookReader).database.read).toBe(other);
    expect(outside.of(BookReader).database.read).not.toBe(one);
  });

  it('readers give the app’s own settings, within a transaction too, and the defaults of a section that the app does not set', () => {
    const given = readers({ NAME: 'Aisha' }).within(tx());

    expect(given.settings(Library)).toEqual({ OPENS_AT: 9, NAME: 'Aisha' });
  });
});
