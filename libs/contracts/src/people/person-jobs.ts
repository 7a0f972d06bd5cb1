import { ForgetPerson } from './forget-person.job';
import { ListPerson } from './list-person.job';

/** The jobs that list or delete everything of one person; every app that keeps data of people handles them. */
export const PERSON_JOBS = { 'list-person': ListPerson, 'forget-person': ForgetPerson } as const;
