/**
 * Leaves the error register's texts out of what browsers load: people get texts of their own per code (terms.ts), and
 * developers look a code up in docs/errors.md. They are over a kilobyte of every first opening. An error's message is
 * then its code. The npm packages and the server keep everything.
 *
 * @returns {import('rollup').Plugin}
 */
export function shortRegister() {
  return {
    name: 'short-register',
    transform(code, id) {
      if (!id.endsWith('/protocol/src/errors.ts')) return null;
      const texts = /^ {4}(?:message|remedy|httpStatus):\s*(?:'(?:[^'\\]|\\.)*'|\d+),\n/gm;
      const short = code.replace(texts, '').replace('ERRORS[code].message', 'code');
      if (
        short.length > code.length * 0.7 ||
        /remedy:\s*'/.test(short) ||
        short.includes('ERRORS[code].message')
      )
        this.error(`${id} does not have the form that is expected here`);
      return { code: short, map: null };
    },
  };
}
