/** How much of its limit a text uses. */
export interface TextSize {
  readonly isTooLong: boolean;
  /** Characters that still fit, estimated by the text so far; undefined while there is plenty of room. */
  readonly charactersLeft: number | undefined;
  /** Characters that fit in all, estimated by the text so far. */
  readonly maxCharacters: number;
}

/** From here on a person is told how much room is left. */
const tellFromShare = 0.8;

/**
 * The wire counts bytes of UTF-8, people count characters: three bytes each in Korean, one in English. So the rest is
 * told in characters of the kind being written.
 */
export function measureText(text: string, maxBytes: number): TextSize {
  const bytes = new TextEncoder().encode(text).length;
  const bytesPerCharacter = bytes / Math.max(1, [...text].length);
  const toCharacters = (count: number): number => Math.floor(count / (bytesPerCharacter || 1));
  return {
    isTooLong: bytes > maxBytes,
    charactersLeft:
      bytes > maxBytes * tellFromShare ? Math.max(0, toCharacters(maxBytes - bytes)) : undefined,
    maxCharacters: toCharacters(maxBytes),
  };
}
