import type { Transaction } from '@aisha/database';
import type { OrderId, UserId } from '@aisha/domain';
import { Transcript } from '@aisha/kinds/tables';
import { forgetAnswersFrom } from '../questions/question.store';

/** Identifies a transcript and its person, so that another person's transcript is never changed. */
interface TranscriptReference {
  readonly orderId: OrderId;
  readonly userId: UserId;
}

/** Changes the title of a person's transcript. */
export async function renameTranscript(
  tx: Transaction,
  { orderId, userId }: TranscriptReference,
  title: string,
): Promise<void> {
  await tx.update(Transcript, { orderId, userId }, { title });
}

/**
 * Deletes a transcript, the questions to it, and the answers for which it was searched. Its order stays, with the record of the payment.
 */
export async function forgetTranscript(tx: Transaction, { orderId, userId }: TranscriptReference): Promise<void> {
  await tx.delete(Transcript, { orderId, userId });
  await forgetAnswersFrom(tx, userId, orderId);
}

/** Names a speaker of a transcript; does nothing for a label that the model did not give. */
export async function nameSpeaker(
  tx: Transaction,
  { orderId, userId }: TranscriptReference,
  label: string,
  name: string,
): Promise<void> {
  await tx.query(
    `UPDATE transcriber.transcript SET speakers = speakers || jsonb_build_object($3::text, $4::text)
     WHERE order_id = $1 AND user_id = $2 AND segments @> jsonb_build_array(jsonb_build_object('speaker', $3::text))`,
    [orderId, userId, label, name],
  );
}
