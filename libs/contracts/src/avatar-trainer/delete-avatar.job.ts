import { AvatarReference } from './avatar-reference';

/**
 * "Forget this avatar": its photos, model, measurements and what we know of it at the provider. A training under way is
 * cancelled first.
 */
export class DeleteAvatar extends AvatarReference {}
