import { OrderReference } from '@aisha/kinds/fields';

/** "Forget this transcript": its text and every file of it. What was paid for it stays in the history. */
export class DeleteTranscript extends OrderReference {}
