import { ArrayMaxSize, IsString, Length } from 'class-validator';

/** The most requests in a message, because the generator asks FAL about one after another. */
export const REQUESTS_A_MESSAGE = 20;

/**
 * "Have the provider delete what it keeps of these requests": what was sent, what was answered, and the files that it made. The workers send
 * it when everything about a person is deleted. It names no person. Since 2026-11-25.
 */
export class ForgetRequests {
  /** The ids that the provider gave the requests. */
  @ArrayMaxSize(200) @IsString({ each: true }) @Length(1, 200, { each: true }) requestIds!: string[];
}
