import { v7 } from 'uuid';

/** A new id of the given kind: uuid v7, so that ids sort by the time they were made. */
export const newId = <Id extends string>(): Id => v7() as unknown as Id;
