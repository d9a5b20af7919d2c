import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PACKAGES = ['chromium', 'fonts-noto-cjk'];

/**
 * Path of the Chromium that tests use. Where there is none and this is Debian with the right to install, Debian's
 * package is installed; elsewhere the error says what to do.
 */
export function ensureChromium(): string {
  const path = process.env['CHROME_PATH'] ?? '/usr/bin/chromium';
  if (existsSync(path)) return path;
  const canInstall =
    process.env['CHROME_PATH'] === undefined && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (canInstall) {
    console.error(`test: installing ${PACKAGES.join(' and ')}`);
    const options = {
      // Test results alone belong on standard output.
      stdio: ['ignore', process.stderr, process.stderr] as ['ignore', NodeJS.WriteStream, NodeJS.WriteStream],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    spawnSync('apt-get', ['update', '-q'], options);
    spawnSync('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...PACKAGES], options);
    if (existsSync(path)) return path;
  }
  throw new Error(
    `There is no Chromium at ${path}. Install it (Debian: apt-get install ${PACKAGES.join(' ')}) or name one in CHROME_PATH.`,
  );
}
