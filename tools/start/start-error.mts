/** The start cannot go on. The message is written for the person who typed the command. */
export class StartError extends Error {}
