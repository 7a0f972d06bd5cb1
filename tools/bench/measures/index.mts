import { counts } from './counts.mts';
import { flood } from './flood.mts';
import { archive, audio, photos } from './files.mts';
import { hop } from './hop.mts';
import { ledger } from './ledger.mts';
import { ledgerCheck } from './ledger-check.mts';
import type { Measure } from './measure.mts';
import { orders, waiting } from './orders.mts';
import { crowd, replies } from './replies.mts';
import { scale } from './scale.mts';
import { sender } from './sender.mts';
import { start } from './start.mts';
import { updates } from './updates.mts';
import { webhook } from './webhook.mts';

/** Everything that can be measured, in this order: what needs the same product stands together. */
export const MEASURES: readonly Measure[] = [
  start,
  hop,
  ledger,
  crowd,
  sender,
  replies,
  orders,
  webhook,
  counts,
  waiting,
  photos,
  flood,
  archive,
  audio,
  scale,
  ledgerCheck,
  updates,
];
