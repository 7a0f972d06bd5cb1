import { AvatarReference } from './avatar-reference';

/** "The set has changed": draws what a portrait's photos cover, and tells the person what they lack. From the trainer to itself. */
export class DrawPhotoMap extends AvatarReference {}
