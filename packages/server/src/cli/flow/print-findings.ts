import { styleText } from 'node:util';
import type { LintLocale } from '@beside/protocol/visual-ivr/lint';
import type { LintedText } from './lint-text.ts';

const WORDS = {
  en: {
    error: 'error',
    warning: 'warning',
    sum: (errors: number, warnings: number, files: number) => sumOf(errors, warnings, files),
  },
  ko: {
    error: '오류',
    warning: '경고',
    sum: (errors: number, warnings: number, files: number) =>
      `파일 ${String(files)}개, 오류 ${String(errors)}개, 경고 ${String(warnings)}개`,
  },
} as const;

/** Findings for people: file, line and column first, so that terminals and editors make a link of it. */
export function printFindings(files: readonly LintedText[], locale: LintLocale, isColoured: boolean): string {
  const words = WORDS[locale];
  const paint = (format: 'red' | 'yellow' | 'dim', text: string): string =>
    isColoured ? styleText(format, text, { validateStream: false }) : text;
  const lines = files.flatMap(({ uri, findings, regionOf }) =>
    findings.map(({ ruleId, severity, nodeId, path, message, mend }) => {
      const { startLine = 1, startColumn = 1 } = regionOf(path) ?? {};
      const place = `${uri}:${String(startLine)}:${String(startColumn)}`;
      const level = paint(severity === 'error' ? 'red' : 'yellow', words[severity]);
      const node = nodeId === undefined ? '' : ` ${nodeId}:`;
      return `${place} ${level} ${ruleId}${node} ${plain(message)}\n    ${paint('dim', plain(mend))}\n`;
    }),
  );
  const all = files.flatMap(({ findings }) => findings);
  const errors = all.filter(({ severity }) => severity === 'error').length;
  return `${lines.join('')}${words.sum(errors, all.length - errors, files.length)}\n`;
}

function sumOf(errors: number, warnings: number, files: number): string {
  const count = (number: number, word: string): string =>
    `${String(number)} ${word}${number === 1 ? '' : 's'}`;
  return `${count(files, 'file')}, ${count(errors, 'error')}, ${count(warnings, 'warning')}`;
}

/** What a file quotes may hold what steers a terminal. */
function plain(text: string): string {
  return text.replaceAll(/\p{C}/gu, '\ufffd');
}
