import { ForgetPerson } from './forget-person.job';
import { ListPerson } from './list-person.job';

/** The jobs about everything of one person, for every app that keeps something of people. */
export const PERSON_JOBS = { 'list-person': ListPerson, 'forget-person': ForgetPerson } as const;
