/** Width of a text in parts of the font's size: letters of East Asia are square, others about half. Good to a tenth. */
export function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + widthOfOne(character), 0);
}

function widthOfOne(character: string): number {
  if (
    /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60\u{1f300}-\u{1faff}]/u.test(character)
  )
    return 1;
  if (/[A-Zmw@%&—]/.test(character)) return 0.72;
  return /[iljtfr .,:;'|!()[\]]/.test(character) ? 0.34 : 0.56;
}

/** Lines of at most so many parts of the font's size; what is too much ends in an ellipsis. */
export function wrap(text: string, maxWidth: number, maxLines: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/(?<=\s)/u)) {
    for (const piece of pieces(word, maxWidth)) {
      if (line !== '' && widthOf((line + piece).trimEnd()) > maxWidth) {
        lines.push(line.trim());
        line = '';
      }
      line += piece;
    }
  }
  if (line.trim() !== '') lines.push(line.trim());
  if (lines.length <= maxLines) return lines;
  const last = [...(lines[maxLines - 1] ?? '')];
  while (last.length > 0 && widthOf(`${last.join('')}…`) > maxWidth) last.pop();
  return [...lines.slice(0, maxLines - 1), `${last.join('').trimEnd()}…`];
}

/** A word of 500 letters does not fit anywhere (F7). */
function pieces(word: string, maxWidth: number): string[] {
  if (widthOf(word) <= maxWidth) return [word];
  const made: string[] = [''];
  for (const character of word) {
    const last = made.at(-1) ?? '';
    if (widthOf(last + character) > maxWidth) made.push(character);
    else made[made.length - 1] = last + character;
  }
  return made;
}
