/** A draft whose next file is no longer told what was wrong with the one before. */
export const withoutRefusal = <Draft extends { readonly refusal?: unknown }>({ refusal: _, ...draft }: Draft) => draft;
