import { OrderReference } from '@aisha/kinds/fields';

/** "Forget this document": what it says, and its file. What was paid for it stays in the history, and its transcript. */
export class DeleteDocument extends OrderReference {}
