import 'reflect-metadata'; // class-transformer's @Type needs it, and this may be the first file of the contracts that is loaded
import { IsObject, IsString } from 'class-validator';
import { KnownValue } from '@aisha/kinds/fields';
import { RECEIVERS, type Message, type Receiver } from './inbox';

/**
 * A message inside a message: the app that receives the outer message decides whether to forward the inner one, and forwards it unchanged.
 */
export class Continuation implements Message {
  @KnownValue(RECEIVERS) receiver!: Receiver;
  @IsString() job!: string;
  @IsObject() payload!: Record<string, unknown>;
}
