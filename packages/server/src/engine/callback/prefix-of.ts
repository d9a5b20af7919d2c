/** The leading digits that numbers of one block share; bursts within a block are told by them (C8). */
export const prefixOf = (e164: string): string => e164.slice(1, 9);
