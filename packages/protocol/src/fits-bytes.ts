/** Whether a text is at most `maxBytes` of UTF-8; long texts are mostly told by their length alone. */
export function fitsBytes(text: string, maxBytes: number): boolean {
  if (text.length > maxBytes) return false;
  // A UTF-16 unit is at most three bytes of UTF-8.
  return text.length * 3 <= maxBytes || new TextEncoder().encode(text).length <= maxBytes;
}
