/** Why a backup or a restore is not made, in a sentence for the operator. */
export class Refusal extends Error {}
