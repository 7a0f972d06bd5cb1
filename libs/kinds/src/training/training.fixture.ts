import { TRAINING_PRESETS } from '@aisha/domain';
import type { KindFixture } from '../order/kind-fixture';
import { trainingTimedAs } from './training';
import { Training } from './training.entity';

/** A training of a `training` avatar. */
export const TRAINING_FIXTURE = {
  entity: Training,
  own: ({ preset = 'fast' }, { avatarId }) => ({
    avatarId,
    preset,
    steps: TRAINING_PRESETS.fast.steps,
    timedAs: trainingTimedAs('portrait', preset),
    datasetUrl: null,
    stage: 'training',
    model: null,
    probes: [],
    isGuaranteed: true,
    firstDistance: null,
  }),
  avatar: { unless: 'avatarId', status: 'training' },
} satisfies KindFixture<Training>;
