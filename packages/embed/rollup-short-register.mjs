/**
 * Leaves of the error register what browsers use: the codes, and whether each may be tried again. People get texts of
 * their own per code (terms.ts), and developers look a code up in docs/errors.md; the register's texts are over a kilobyte
 * of every first opening. An error's message is then its code. The npm packages and the server keep everything.
 *
 * @returns {import('rollup').Plugin}
 */
export function shortRegister() {
  return {
    name: 'short-register',
    transform(code, id) {
      if (!id.endsWith('/protocol/src/errors.ts')) return null;
      const entry =
        /^ {2}(\w+): \{\n((?: {4}(?:message|remedy|httpStatus|retryable):\s*(?:'(?:[^'\\]|\\.)*'|\w+),\n)+) {2}\},\n/gm;
      const short = code
        .replace(entry, (_all, name, facts) => `  ${name}: ${facts.includes('retryable: true')},\n`)
        .replace('ERRORS[code].message', 'code')
        .replace('ERRORS[code].retryable', 'ERRORS[code]');
      if (short.length > code.length * 0.5 || /remedy:\s*'/.test(short) || short.includes('ERRORS[code].'))
        this.error(`${id} does not have the form that is expected here`);
      return { code: short, map: null };
    },
  };
}
