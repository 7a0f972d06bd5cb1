import { CardReader, PersonReader } from '@aisha/database/bot';
import type { OrderId, UserId } from '@aisha/domain';
import { inEveryLanguage, offerTexts } from '@aisha/words';
import { groupVoicesTexts } from '@aisha/words';
import { answer, feature, onButton, onCommand, open, type Readers, say, showCard } from '../../engine/conversation';
import { isStale } from '../../orders/stored-quote';
import { ASK_COMMAND } from '../../engine/telegram/group-update';
import { ChangedTranscripts } from '../../readers';
import { acceptGroupVoice } from '../../callbacks/group-voices.callbacks';
import { TRANSCRIBE } from '../transcription/recording/transcribe.draft';
import { paysInGroups } from './price-limit.store';
import { groupVoiceCard, groupVoiceKey, type GroupVoiceState } from './group-voice.card';
import { groupVoiceOrder, takenOffer } from './group-voice.card';
import { isUnderWay, isWritten } from './group-voices';
import { groupVoicesFlow, WITHOUT_A_QUESTION } from './settings.step';

/**
 * Whether another order for the same recording has brought its text to the group, or is about to: then this person would pay for what the
 * group has anyway.
 */
async function orderedByAnother(
  readers: Readers,
  { orderId, voice, userId }: { readonly orderId: OrderId; readonly voice: string; readonly userId: UserId },
): Promise<'written' | 'under-way' | undefined> {
  const others = (await readers.of(CardReader).ofVoice(voice)).filter((card) => card.orderId !== orderId);
  for (const written of others.filter(isWritten)) {
    const found = await readers.of(ChangedTranscripts).named(written.userId, [written.orderId]);
    if (found.length > 0) return 'written';
  }
  return others.some((card) => isUnderWay(card, userId)) ? 'under-way' : undefined;
}

/**
 * What a person does in the private chat about recordings in groups: accepts a price, opens the settings (`/groups`), or opens the
 * transcription (`/text`). When the person withdraws the consent, the bot asks about each price again.
 */
export const groupVoicesFeature = feature({
  flows: [groupVoicesFlow],
  actions: [
    onCommand(ASK_COMMAND, null, () => open({ name: TRANSCRIBE })),
    onCommand(
      'groups',
      inEveryLanguage(groupVoicesTexts, (t) => t.commandGroups),
      () => open(groupVoicesFlow),
    ),
    onButton(acceptGroupVoice, async ({ orderId, to }, { person, now, isStorageAway }, readers, input) => {
      const t = groupVoicesTexts[person.language];
      const state = (await readers
        .of(CardReader)
        .state(person.userId, groupVoiceKey(orderId))) as GroupVoiceState | null;
      if (state?.offer && state.phase !== 'asking') return answer(t.accepted);
      if (!state?.offer || isStale(state.offer.quote, now)) return answer(t.tooLate);
      if (isStorageAway) return answer(offerTexts[person.language].storageAway);
      await readers.of(CardReader).lockVoice(state.voice);
      if (await readers.of(CardReader).isWithdrawn(state.voice)) return answer(t.withdrawn);
      const another = await orderedByAnother(readers, { orderId, voice: state.voice, userId: person.userId });
      if (another) return answer(another === 'written' ? t.alreadyThere : t.accepted);
      const known = await readers.of(PersonReader).findById(person.userId);
      return answer(
        undefined,
        ...(to === 'all' ? [paysInGroups(WITHOUT_A_QUESTION)] : []),
        ...groupVoiceOrder(orderId, { ...person, words: known?.words ?? [] }, { ...state, offer: state.offer }),
        ...(input.kind === 'button'
          ? [say(takenOffer(input.messageId, person, { ...state, offer: state.offer }))]
          : []),
        showCard(groupVoiceCard, orderId, (asking) => ({ ...(asking ?? state), phase: 'listening' as const })),
      );
    }),
  ],
  withdrawn: [paysInGroups(null)],
});
