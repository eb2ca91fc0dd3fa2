/** Before every file of browser tests: waits until the site is built, and fails with Astro's output when it is not. */
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';

for (;;) {
  const response = await fetch(inject('builds'));
  if (response.status === 200) break;
  if (response.status !== 202) throw new Error(await response.text());
  await sleep(100);
}
