import type { RunningServer } from '../create-server.ts';

/** The one line of `--json`; `url` stands first. */
export function renderLine({ addresses, logins }: RunningServer, pid: number): string {
  const { url, demo, viewer, console: consoleUrl, socket, schema } = addresses;
  return JSON.stringify({ url, demo, viewer, console: consoleUrl, socket, schema, pid, logins });
}

/** The table for people. */
export function renderTable({ addresses, logins }: RunningServer): string {
  const rows: [string, string][] = [['Start page', `${addresses.url}/`]];
  if (addresses.demo !== undefined) rows.push(['Demo shop', `${addresses.demo}/demo/shop/cart`]);
  rows.push(
    ['Agent console', addresses.console],
    ['Socket', addresses.socket],
    ['Wire schema', addresses.schema],
  );
  const people = logins.map((login): [string, string] => [
    login.role === 'agent' ? 'Agent login' : 'Supervisor',
    `${login.email}   ${login.password}`,
  ]);
  const width = Math.max(...[...rows, ...people].map(([name]) => name.length));
  const line = ([name, value]: [string, string]): string => `  ${name.padEnd(width)}   ${value}`;
  return [
    '',
    '  Beside is running. Stop it with Ctrl+C.',
    '',
    ...rows.map(line),
    ...(people.length > 0 ? ['', ...people.map(line)] : []),
    '',
    '',
  ].join('\n');
}
