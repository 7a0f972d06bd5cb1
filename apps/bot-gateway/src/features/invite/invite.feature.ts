import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { inEveryLanguage, inviteTexts } from '@aisha/words';
import { answer, feature, onButton, onCommand, send, type Effect } from '../../engine/conversation';
import type { Speaker } from '../../engine/people/speaker';
import { openInvite } from '../../callbacks/invite.callbacks';

const show = ({ userId }: Pick<Speaker, 'userId'>): Effect => send(message(botGatewayInbox, 'show-invite', { userId }));

/** A person's link for friends. */
export const inviteFeature = feature({
  actions: [
    onCommand(
      'invite',
      inEveryLanguage(inviteTexts, (t) => t.commandInvite),
      (_, { person }) => answer(undefined, show(person)),
    ),
    onButton(openInvite, (_, { person }) => answer(inviteTexts[person.language].coming, show(person))),
  ],
});
