import path from 'node:path';
import type { Provider, Type } from '@nestjs/common';
import { inEveryLanguage, profileTexts } from '@aisha/words';
import type { Feature } from './engine/conversation/feature';
import type { EngineConfig } from './engine/settings/engine.config';
import { GroupRecordings } from './engine/telegram/group-update';
import { engine } from './engine/wiring/engine';
import { features as allFeatures } from './features';
import { Groups } from './features/groups/groups';
import { BillingAccounts } from './features/purchases/billing-accounts';
import { AskedInGroups } from './features/transcription/recording/show-recording.handler';
import { GroupVoices } from './features/group-voices/group-voices';
import { FilesOfRows } from './readers';

/** The providers of this bot: the engine with the bot's conversations and its behaviour in groups. */
export const bot = (config: Type<EngineConfig>, features: readonly Feature[] = allFeatures): Provider[] => [
  ...engine({
    config,
    features,
    groups: Groups,
    files: FilesOfRows,
    accounts: BillingAccounts,
    pictures: path.join(__dirname, 'pictures'),
    profile: inEveryLanguage(profileTexts, (t) => ({
      name: t.name,
      description: t.description,
      shortDescription: t.shortDescription,
    })),
  }),
  GroupVoices,
  { provide: GroupRecordings, useExisting: GroupVoices },
  { provide: AskedInGroups, useExisting: GroupVoices },
];
