import type { Person } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';

/** The people of the stories: each story gets a person whom no other story uses at that time. */
export class People {
  private readonly free: Person[];

  constructor(persons: readonly Person[]) {
    this.free = [...persons];
  }

  async withOne<T>(plays: (person: Person) => Promise<T>): Promise<T> {
    const person = await eventually(() => this.free.shift() ?? false, { timeoutMs: 600_000 });
    try {
      return await plays(person);
    } finally {
      this.free.push(person);
    }
  }
}
