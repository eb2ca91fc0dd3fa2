import { expect, it } from 'vitest';
import { runChecks } from './check.ts';

const says = (code: string) => ['--eval', code];

it.each([1, 2, 9])('all checks run to their ends, %i at once, and speak in their order', async (atOnce) => {
  let text = '';
  const checks = [
    says('setTimeout(() => console.log("first"), 300)'),
    says('console.error("second"); process.exitCode = 3'),
    says('console.log("third"); process.exitCode = 4'),
  ];
  const code = await runChecks(checks, atOnce, (part) => {
    text += part;
  });
  expect(text).toBe('first\nsecond\nthird\n');
  expect(code).toBe(3);
});

it('what a signal ends has failed', async () => {
  expect(await runChecks([says('process.kill(process.pid, "SIGKILL")')], 1, () => {})).toBe(1);
});

it('nothing wrong is 0', async () => {
  expect(await runChecks([says(''), says('')], 2, () => {})).toBe(0);
});
