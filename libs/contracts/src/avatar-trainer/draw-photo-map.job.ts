import { AvatarReference } from './avatar-reference';

/**
 * "The set has changed": the trainer draws what a portrait's photos cover, and tells the person what is missing. The trainer sends this to
 * itself.
 */
export class DrawPhotoMap extends AvatarReference {}
