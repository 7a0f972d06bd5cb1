import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { inEveryLanguage, inviteTexts } from '@aisha/words';
import { answer, feature, onButton, onCommand, send } from '../../engine/conversation';
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
