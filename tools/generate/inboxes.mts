import avatarTrainer from '@aisha/contracts/avatar-trainer';
import billing from '@aisha/contracts/billing';
import botGateway from '@aisha/contracts/bot-gateway';
import desk from '@aisha/contracts/console';
import imageGenerator from '@aisha/contracts/image-generator';
import photoEnhancer from '@aisha/contracts/photo-enhancer';
import publicApi from '@aisha/contracts/public-api';
import transcriber from '@aisha/contracts/transcriber';
import type { Inbox } from '@aisha/contracts';
import validator from 'class-validator';
import { cell, commentedClasses } from './source-comments.mts';

const INBOXES: readonly Inbox[] = [
  botGateway.botGatewayInbox,
  avatarTrainer.avatarTrainerInbox,
  imageGenerator.imageGeneratorInbox,
  transcriber.transcriberInbox,
  photoEnhancer.photoEnhancerInbox,
  billing.billingInbox,
  desk.consoleInbox,
  publicApi.publicApiInbox,
];

/** The page of the messages that each app can be sent, with what each message carries. */
export function inboxesPage(root: string): string {
  const classes = commentedClasses(root, 'libs/{contracts,kinds}/src/**/*.ts');
  const lines = [
    '# Inboxes',
    '',
    'What each app can be sent. A sender writes `message(inbox, job, payload)`; `libs/contracts`, and of kinds of orders `libs/kinds`, has the classes.',
    '',
  ];
  for (const { receiver, jobs } of INBOXES) {
    lines.push(`## ${receiver}`, '', '| Job | Means | Carries |', '|---|---|---|');
    for (const [job, payload] of Object.entries(jobs)) {
      const fields = [
        ...new Set(
          validator
            .getMetadataStorage()
            .getTargetValidationMetadatas(payload, '', false, false)
            .map((rule) => rule.propertyName),
        ),
      ];
      lines.push(
        `| \`${job}\` | ${cell(classes.get(payload.name)?.comment ?? '')} | ${fields.map((field) => `\`${field}\``).join(' ')} |`,
      );
    }
    lines.push('');
  }
  return lines.join('\n');
}
