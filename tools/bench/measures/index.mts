import { counts } from './counts.mts';
import { desk } from './desk.mts';
import { fairness } from './fairness.mts';
import { flood } from './flood.mts';
import { archive, audio } from './files.mts';
import { freeWork } from './free-work.mts';
import { gallery } from './gallery.mts';
import { hop } from './hop.mts';
import { ledger } from './ledger.mts';
import { ledgerCheck } from './ledger-check.mts';
import { likeness } from './likeness.mts';
import type { Measure } from './measure.mts';
import { orders, waiting } from './orders.mts';
import { photos } from './photos.mts';
import { queueing } from './queueing.mts';
import { crowd, replies } from './replies.mts';
import { restore, restoreFiles } from './restore.mts';
import { scale } from './scale.mts';
import { sender } from './sender.mts';
import { speakers } from './speakers.mts';
import { start } from './start.mts';
import { tracing } from './tracing.mts';
import { updates } from './updates.mts';
import { webhook } from './webhook.mts';
import { zip } from './zip.mts';

/** Everything that can be measured, in this order; measures that need the same product are neighbours. */
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
  fairness,
  queueing,
  photos,
  likeness,
  flood,
  freeWork,
  archive,
  audio,
  speakers,
  scale,
  ledgerCheck,
  gallery,
  desk,
  restore,
  restoreFiles,
  zip,
  tracing,
  updates,
];
