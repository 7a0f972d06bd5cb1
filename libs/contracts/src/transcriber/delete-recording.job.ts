import { OrderReference } from '@aisha/kinds/fields';

/** "Forget this recording": its text stays. While it is being written down it is needed, and stays. */
export class DeleteRecording extends OrderReference {}
