/** A start that cannot go on, said in sentences for the person who typed the command. */
export class StartError extends Error {}
