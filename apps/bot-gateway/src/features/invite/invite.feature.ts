import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { PersonReader } from '@aisha/database/bot';
import { inviteIn, type UserId } from '@aisha/domain';
import { inEveryLanguage, inviteTexts } from '@aisha/words';
import { answer, feature, onButton, onCommand, send, type Effect, type Readers } from '../../engine/conversation';
import { openInvite } from './invite.callbacks';

const show = ({ userId }: { readonly userId: UserId }) =>
  answer(undefined, send(message(botGatewayInbox, 'show-invite', { userId })));

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

/** What a link of an invitation has billing do, which says whether this is somebody new; nothing for an unknown link and one's own. */
export async function followedInvite(given: string, friendId: UserId, readers: Readers): Promise<Effect[]> {
  const code = inviteIn(given);
  const inviterId = code && (await readers.of(PersonReader).inviterBy(code));
  if (!inviterId || inviterId === friendId) return [];
  return [send(message(billingInbox, 'keep-invitation', { friendId, inviterId }))];
}
