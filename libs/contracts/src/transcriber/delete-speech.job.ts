import { OrderReference } from '@aisha/kinds/fields';

/** "Forget what you read aloud": its sound, and how its text begins. What was paid for it stays in the history. */
export class DeleteSpeech extends OrderReference {}
