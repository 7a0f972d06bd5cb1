import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { PersonReader } from '@aisha/database/bot';
import { inviteIn } from '@aisha/domain';
import { inEveryLanguage, inviteTexts } from '@aisha/words';
import { answer, feature, onButton, onCommand, send, type Effect, type Readers } from '../../engine/conversation';
import type { Speaker } from '../../engine/people/speaker';
import { openInvite } from './invite.callbacks';

const show = ({ userId, language }: Pick<Speaker, 'userId' | 'language'>) =>
  answer(inviteTexts[language].coming, send(message(botGatewayInbox, 'show-invite', { userId })));

/** A person's link for friends. */
export const inviteFeature = feature({
  actions: [
    onCommand(
      'invite',
      inEveryLanguage(inviteTexts, (t) => t.commandInvite),
      (_, { person }) => show(person),
    ),
    onButton(openInvite, (_, { person }) => show(person)),
  ],
});

/** What a link of an invitation has billing do, for somebody new alone; nothing for an unknown link. */
export async function followedInvite(
  given: string,
  { userId: friendId, isNew = false }: Pick<Speaker, 'userId' | 'isNew'>,
  readers: Readers,
): Promise<Effect[]> {
  const code = isNew ? inviteIn(given) : undefined;
  const inviterId = code && (await readers.of(PersonReader).inviterBy(code));
  if (!inviterId) return [];
  return [send(message(billingInbox, 'keep-invitation', { friendId, inviterId }))];
}
