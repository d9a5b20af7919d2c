/**
 * Leaves the error register's remedies out of what browsers load: no page shows them, and they are over a kilobyte of
 * every first opening. The npm packages and the server keep them.
 *
 * @returns {import('rollup').Plugin}
 */
export function shortRegister() {
  return {
    name: 'short-register',
    transform(code, id) {
      if (!id.endsWith('/protocol/src/errors.ts')) return null;
      const short = code.replace(/\bremedy:\s*'(?:[^'\\]|\\.)*'/g, "remedy: ''");
      if (short === code) this.error(`${id} has no remedies in the form that is expected here`);
      return { code: short, map: null };
    },
  };
}
