import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runFlowCommand } from './flow-command.ts';

const FOLDER = fileURLToPath(new URL('../../../../../fixtures/flows/', import.meta.url));
const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

/** Runs the command on the collection; what it writes is kept. */
function run(...argv: string[]) {
  const written: Record<string, string> = {};
  const outcome = runFlowCommand(argv, {
    read: (path) => readFileSync(FOLDER + path, 'utf8'),
    write: (path, content) => {
      written[path] = content;
    },
    ...{ version: '1.2.3', isColoured: false },
  });
  return { ...outcome, written };
}

describe('beside-flow', () => {
  it('[I3] lint says place, reason and mend, and fails where there is an error', () => {
    const broken = run('lint', 'broken/chat-down.json', 'good/shop.json');
    const good = run('lint', 'good/shop.json', '--site', 'site.json');
    const doubtful = run('lint', 'broken/price-missing.json', '--locale', 'ko-KR');

    assert.deepEqual(
      [broken.exitCode, broken.stdout],
      [
        1,
        `broken/chat-down.json:76:5 error channel-down chat: One gets here while chat is not there (it is not closed and chat is down), and nothing is said instead.
    Set "otherwise" to a node that helps without chat.
2 files, 1 error, 0 warnings
`,
      ],
    );
    assert.deepEqual([good.exitCode, good.stdout], [0, '1 file, 0 errors, 0 warnings\n']);
    assert.equal(doubtful.exitCode, 0);
    assert.match(
      doubtful.stdout,
      /경고 price-missing phone: 1588-1234 통화 요금이.+\n.+\n파일 1개, 오류 0개, 경고 1개\n$/u,
    );
  });

  it('[I3] lint --json and --sarif are for machines', () => {
    const [file] = JSON.parse(run('lint', 'broken/dangling-form.json', '--json').stdout) as {
      file: string;
      findings: Record<string, unknown>[];
    }[];
    const sarif = JSON.parse(run('lint', 'broken/dangling-form.json', '--sarif').stdout) as {
      runs: { tool: { driver: { version: string } }; results: { ruleId: string }[] }[];
    };

    assert.equal(file?.file, 'broken/dangling-form.json');
    const { ruleId, nodeId, path, startLine } = file.findings[0] ?? {};
    assert.deepEqual([ruleId, nodeId, path], ['broken-link', 'order', '/nodes/order/to']);
    assert.match(
      readFileSync(`${FOLDER}broken/dangling-form.json`, 'utf8').split('\n')[Number(startLine) - 1] ?? '',
      /by-problm/,
    );
    assert.deepEqual(
      sarif.runs.map((one) => [one.tool.driver.version, one.results.map((result) => result.ruleId)]),
      [['1.2.3', ['broken-link']]],
    );
  });

  it('graph draws SVG, or a page where the file is called so, and marks what is wrong', () => {
    const good = run('graph', 'good/shop.json', '--locale', 'ko');
    const page = run('graph', 'broken/chat-down.json', '--out', 'x.html');

    assert.equal(good.exitCode, 0);
    assert.match(good.stdout, /^<svg [^>]+lang="ko"/);
    assert.match(good.stdout, />무엇을 도와드릴까요\?</);
    assert.doesNotMatch(good.stdout, /class="mark"/);
    assert.deepEqual(Object.keys(page.written), ['x.html']);
    assert.match(
      page.written['x.html'] ?? '',
      /data-node="chat"><title>chat\nOne gets here while chat is not there/,
    );
    assert.match(page.written['x.html'] ?? '', /<code>\/nodes\/chat<\/code>/);
  });

  it('[bad_F7] draws no markup of a flow', () => {
    const { stdout } = run('graph', 'broken/markup-in-a-label.json');

    assert.match(stdout, /&lt;b&gt;My order/);
    assert.doesNotMatch(stdout, /<b>/);
  });

  it('[I7] scxml exports what is proven, and says why not else', () => {
    const good = run('scxml', 'good/shop.json', '--locale', 'ko', '--out', 'shop.xml');
    const broken = run('scxml', 'broken/conditions-in-a-circle.json');

    assert.match(good.written['shop.xml'] ?? '', /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<scxml /);
    assert.deepEqual([good.exitCode, good.stdout], [0, '']);
    assert.deepEqual([broken.exitCode, broken.stdout], [1, '']);
    assert.match(broken.stderr, /endless people/);
  });

  it('says what was wrong with the command', () => {
    const wrong = [
      run(),
      run('lint'),
      run('paint', 'good/shop.json'),
      run('lint', 'nothing.json'),
      run('lint', 'good/shop.json', '--colour'),
      run('lint', 'good/shop.json', '--site', 'expected.json'),
      run('graph', 'good/shop.json', 'good/smallest.json'),
    ];

    assert.deepEqual(
      wrong.map(({ exitCode }) => exitCode),
      wrong.map(() => 2),
    );
    for (const { stderr } of wrong) assert.match(stderr, /^beside-flow/);
    assert.match(run('--help').stdout, /^beside-flow lint FILE/);
  });

  it('runs as a program', async () => {
    const flags = ['--conditions=development', MAIN, 'lint', `${FOLDER}good/smallest.json`];

    const { stdout } = await promisify(execFile)(process.execPath, flags);

    assert.equal(stdout, '1 file, 0 errors, 0 warnings\n');
  });
});
