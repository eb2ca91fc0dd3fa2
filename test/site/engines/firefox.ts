/** Firefox as it is, by WebDriver BiDi over Node's own WebSocket. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keySource, mouseSource } from './actions.ts';
import { installed } from './installed.ts';
import type { EngineOptions, EnginePage } from './page.ts';

export const findFirefox = () => installed('FIREFOX_PATH', ['firefox-esr', 'firefox']);

/** Nothing of its own goes on beside the page, a mouse is there although there is no screen, and nothing moves by itself. */
const PREFERENCES = {
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'layout.css.prefers-color-scheme.content-override': 1,
  'ui.primaryPointerCapabilities': 6,
  'ui.allPointerCapabilities': 6,
  'ui.prefersReducedMotion': 1,
};

type Result = Record<string, unknown>;

/** Commands by their number, events to whoever listens. */
async function connect(url: string, onEvent: (method: string, params: Result) => void) {
  const socket = new WebSocket(url);
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error(`Firefox does not answer at ${url}`));
  });
  const waiting = new Map<number, { resolve: (result: Result) => void; reject: (error: Error) => void }>();
  let next = 1;
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(String(data));
    if (message.type === 'event') onEvent(message.method, message.params);
    else {
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.type === 'success') asked?.resolve(message.result);
      else asked?.reject(new Error(`${message.error}: ${message.message}`));
    }
  };
  return (method: string, params: Result = {}): Promise<Result> =>
    new Promise((resolve, reject) => {
      const id = next++;
      waiting.set(id, { resolve, reject });
      socket.send(JSON.stringify({ id, method, params }));
    });
}

export async function openFirefox({ wasm }: EngineOptions): Promise<EnginePage> {
  const binary = findFirefox();
  if (binary === undefined) throw new Error('no Firefox is installed');
  const profile = mkdtempSync(join(tmpdir(), 'firefox-'));
  const preferences = { ...PREFERENCES, 'javascript.options.wasm': wasm };
  writeFileSync(
    join(profile, 'user.js'),
    Object.entries(preferences)
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
      .join(''),
  );
  const browser = spawn(
    binary,
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0'],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: '1' } },
  );
  const ended = new Promise<void>((resolve) => browser.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    browser.stderr.on('data', (part) => {
      said += part;
      const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said);
      if (found) resolve(found[1] as string);
    });
    browser.once('error', reject);
    browser.once('exit', () => reject(new Error(`Firefox has ended: ${said}`)));
  });

  const problems: string[] = [];
  const send = await connect(`${address}/session`, (method, params) => {
    const { level, text, errorText } = params as Record<string, string | undefined>;
    const url = (params['request'] as { url?: string } | undefined)?.url;
    const { status } = (params['response'] ?? {}) as { status?: number };
    if (method === 'log.entryAdded' && level === 'error') problems.push(`error: ${text}`);
    if (method === 'network.fetchError' && !/ABORT/.test(errorText ?? ''))
      problems.push(`request failed: ${url} (${errorText})`);
    if (method === 'network.responseCompleted' && (status ?? 0) >= 400)
      problems.push(`status ${status}: ${url}`);
  });
  const { capabilities } = (await send('session.new', { capabilities: {} })) as {
    capabilities: { browserVersion: string };
  };
  await send('session.subscribe', {
    events: ['log.entryAdded', 'network.fetchError', 'network.responseCompleted'],
  });
  // In the first tab the address bar has the focus, and Enter would press nothing.
  const { context } = await send('browsingContext.create', { type: 'tab' });
  await send('browsingContext.activate', { context });
  await send('browsingContext.setViewport', { context, viewport: { width: 1280, height: 900 } });

  return {
    version: capabilities.browserVersion,
    problems: () => problems,
    async goto(url) {
      // A page that rewrites its address while it is left is taken for the arrival: once more then.
      for (let tries = 0; tries < 3; tries++) {
        const { url: at } = await send('browsingContext.navigate', { context, url, wait: 'complete' });
        if (String(at).split('#')[0] === url.split('#')[0]) return;
      }
    },
    async evaluate(run, ...values) {
      const { type, result, exceptionDetails } = (await send('script.callFunction', {
        functionDeclaration: `async (values) => JSON.stringify(await (${run})(...JSON.parse(values)))`,
        arguments: [{ type: 'string', value: JSON.stringify(values) }],
        target: { context },
        awaitPromise: true,
      })) as { type: string; result?: { value?: string }; exceptionDetails?: { text: string } };
      if (type === 'exception') throw new Error(`in the page: ${exceptionDetails?.text}`);
      return result?.value === undefined ? undefined : JSON.parse(result.value);
    },
    async pointer(steps) {
      await send('input.performActions', { context, actions: [mouseSource(steps)] });
    },
    async keys(...names) {
      await send('input.performActions', { context, actions: [keySource(names)] });
    },
    async close() {
      await Promise.race([send('browser.close').catch(() => {}), ended]);
      const late = setTimeout(() => browser.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(late);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
