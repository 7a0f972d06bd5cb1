import { ForgetPerson } from './forget-person.job';
import { ListPerson } from './list-person.job';

/** What every app that keeps something of people takes about one of them as a whole. */
export const PERSON_JOBS = { 'list-person': ListPerson, 'forget-person': ForgetPerson } as const;
