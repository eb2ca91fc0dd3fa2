/**
 * `npm run bench:demo -- --engines`: how soon the bars follow the pen in every engine that is installed, by the same
 * strokes. Points come more slowly and less evenly by WebDriver than from a hand.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { chromiumFace } from '../../site/engines/chromium-face.ts';
import { findFirefox, openFirefox } from '../../site/engines/firefox.ts';
import type { EngineOptions, EnginePage, PointerStep } from '../../site/engines/page.ts';
import { findWebKit, openWebKit } from '../../site/engines/webkit.ts';
import { openBrowser } from '../../site/open-browser.ts';
import { installProbe } from './probe.ts';
import { type PenPoint, RECORDING } from './recording.ts';
import { latencies, quantile } from './stats.ts';

const PACE_MS = 4;
const STANDING_MS = 30;
const PAD_SIDE = 1000;
/** How long the browser is left to compile code that has just been used for the first time. */
const COMPILING_MS = 3000;
const PATIENCE_MS = 120_000;

async function openChromium(): Promise<EnginePage> {
  const browser = await openBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  return chromiumFace(browser, page, []);
}

const ENGINES: readonly (readonly [
  name: string,
  isHere: boolean,
  open: (options: EngineOptions) => Promise<EnginePage>,
])[] = [
  ['Chromium', true, openChromium],
  ['Firefox', findFirefox() !== undefined, openFirefox],
  ['WebKitGTK', findWebKit() !== undefined, openWebKit],
];

/** @throws Error when it does not come true in two minutes. */
async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not in ${PATIENCE_MS / 1000} s: ${what}`);
    await sleep(100);
  }
}

async function draw(page: EnginePage, strokes: readonly (readonly PenPoint[])[]): Promise<void> {
  const box = await page.evaluate(() => {
    const pad = document.querySelector('[role=application]') as Element;
    pad.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { x, y, width, height } = pad.getBoundingClientRect();
    return { x, y, width, height };
  });
  const move = ({ x, y }: PenPoint): PointerStep => [
    'move',
    box.x + (x / PAD_SIDE) * box.width,
    box.y + (y / PAD_SIDE) * box.height,
  ];
  for (const [first, ...others] of strokes) {
    if (first === undefined) continue;
    await page.pointer([
      move(first),
      ['wait', STANDING_MS],
      ['down'],
      ['wait', STANDING_MS],
      ...others.flatMap((point): PointerStep[] => [move(point), ['wait', PACE_MS]]),
      ['wait', STANDING_MS],
      ['up'],
      ['wait', STANDING_MS],
    ]);
  }
}

/** @param url of the large canvas with a task */
export async function timeEngines(url: string): Promise<void> {
  for (const [name, isHere, open] of ENGINES) {
    if (!isHere) {
      console.log(`${name}: not installed`);
      continue;
    }
    const page = await open({ wasm: true });
    try {
      await page.goto(url);
      await until('the pad alive', () =>
        page.evaluate(() => document.querySelector('astro-island:not([ssr]) .demo') !== null),
      );
      await draw(page, RECORDING[0] ?? []);
      const models = await page.evaluate(() => document.querySelectorAll('.demo [data-model]').length);
      await until('every model in the runtime', () =>
        page.evaluate(
          (count) => document.querySelectorAll('.demo [data-engine=runtime]').length === count,
          models,
        ),
      );
      await draw(page, RECORDING[0] ?? []);
      await sleep(COMPILING_MS);
      await page.evaluate(installProbe);
      for (const strokes of RECORDING) {
        await draw(page, strokes);
        await sleep(300);
        await page.evaluate(() => {
          const buttons = [...document.querySelectorAll<HTMLButtonElement>('.demo button')];
          buttons.find(({ textContent }) => textContent?.trim() === 'Clear')?.click();
        });
        await sleep(100);
      }
      const probe = await page.evaluate(() => window.probe);
      const { points, painted, parts } = latencies(probe, models);
      const told = (values: readonly number[]) =>
        `median ${quantile(values, 0.5).toFixed(1)}, p95 ${quantile(values, 0.95).toFixed(1)}`;
      console.log(`${name} ${page.version}, ${models} models: ${points.length} points`);
      console.log(`  point to bars in the DOM, ms         ${told(points)}`);
      console.log(`  point to bars in a finished frame    ${told(painted)}`);
      for (const [part, values] of Object.entries(parts))
        console.log(`    ${part.padEnd(42)}${told(values)}`);
    } finally {
      await page.close();
    }
  }
}
