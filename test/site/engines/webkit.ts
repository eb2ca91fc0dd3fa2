/** WebKitGTK's MiniBrowser by W3C WebDriver over HTTP, on a virtual screen. */
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { keySource, mouseSource } from './actions.ts';
import { installed } from './installed.ts';
import type { EngineOptions, EnginePage } from './page.ts';

/** The browser, the program that drives it, and the screen: all three, or undefined. */
export function findWebKit(): { browser: string; driver: string; screen: string } | undefined {
  const driver = installed('WEBKIT_DRIVER_PATH', ['WebKitWebDriver']);
  const screen = installed('XVFB_PATH', ['Xvfb']);
  const libraries = existsSync('/usr/lib') ? readdirSync('/usr/lib') : [];
  const browser = libraries
    .flatMap((library) =>
      ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0'].map((api) =>
        join('/usr/lib', library, api, 'MiniBrowser'),
      ),
    )
    .find((path) => existsSync(path));
  return driver && screen && browser ? { browser, driver, screen } : undefined;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

export async function openWebKit({ wasm }: EngineOptions): Promise<EnginePage> {
  const found = findWebKit();
  if (found === undefined) throw new Error('no WebKitGTK with its driver and a virtual screen is installed');
  const home = mkdtempSync(join(tmpdir(), 'webkit-'));
  mkdirSync(join(home, '.config/gtk-3.0'), { recursive: true });
  // Without animations is what the page is told as "reduced motion".
  writeFileSync(join(home, '.config/gtk-3.0/settings.ini'), '[Settings]\ngtk-enable-animations=0\n');
  const said = join(home, 'said');
  const out = openSync(said, 'a');
  // The screen picks a free number, and tells it on descriptor 3.
  const screen = spawn(
    found.screen,
    ['-displayfd', '3', '-screen', '0', '1700x1500x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', out, out, 'pipe'],
    },
  );
  const display = await new Promise<string>((resolve, reject) => {
    screen.stdio[3]?.once('data', (data) => resolve(`:${String(data).trim()}`));
    screen.once('error', reject);
    screen.once('exit', () => reject(new Error('Xvfb has ended')));
  });
  const port = await freePort();
  const driver = spawn(found.driver, [`--port=${port}`], {
    stdio: ['ignore', out, out],
    env: {
      ...process.env,
      DISPLAY: display,
      HOME: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_DATA_HOME: join(home, '.local'),
      XDG_CACHE_HOME: join(home, '.cache'),
      NO_AT_BRIDGE: '1',
      GSETTINGS_BACKEND: 'memory',
      WEBKIT_DISABLE_DMABUF_RENDERER: '1', // without a graphics card no frame comes otherwise
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', // its sandbox wants namespaces that a container lacks
      ...(wasm ? {} : { JSC_useWasm: '0' }),
    },
  });
  const base = `http://127.0.0.1:${port}`;
  const call = async (method: 'GET' | 'POST' | 'DELETE', path: string, body: unknown = {}) => {
    const response = await fetch(
      base + path,
      method === 'POST' ? { method, body: JSON.stringify(body) } : { method },
    );
    const { value } = (await response.json()) as { value: never };
    if (!response.ok) {
      const { error, message } = value as { error: string; message: string };
      throw new Error(`WebKit: ${method} ${path}: ${error}: ${message}`);
    }
    return value;
  };
  let session = '';
  const close = async () => {
    if (session) await Promise.race([call('DELETE', session).catch(() => {}), sleep(5000)]);
    for (const child of [driver, screen]) child.kill();
    await sleep(300);
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
  try {
    for (
      let tries = 0;
      !(await fetch(`${base}/status`).then(
        () => true,
        () => false,
      ));
      tries++
    ) {
      if (tries > 300) throw new Error('the driver of WebKit does not answer');
      await sleep(100);
    }
    const started = (await call('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          'webkitgtk:browserOptions': {
            binary: found.browser,
            args: ['--automation', '--enable-write-console-messages-to-stdout=true'],
          },
        },
      },
    })) as { sessionId: string; capabilities: { browserVersion: string } };
    session = `/session/${started.sessionId}`;
    const post = (path: string, body: unknown = {}) => call('POST', session + path, body);
    await post('/timeouts', { script: 120_000, pageLoad: 120_000, implicit: 0 });
    const evaluate: EnginePage['evaluate'] = async (run, ...values) => {
      const script =
        `const done = arguments[1]; (async () => JSON.stringify(await (${run})(...JSON.parse(arguments[0]))))()` +
        '.then((v) => done({ v }), (e) => done({ e: String(e) }));';
      const { v, e } = (await post('/execute/async', { script, args: [JSON.stringify(values)] })) as {
        v?: string;
        e?: string;
      };
      if (e !== undefined) throw new Error(`in the page: ${e}`);
      return v === undefined || v === null ? undefined : JSON.parse(v);
    };
    const { width, height } = (await call('GET', `${session}/window/rect`)) as {
      width: number;
      height: number;
    };
    const [inner, tall] = await evaluate(() => [innerWidth, innerHeight] as const);
    await post('/window/rect', { width: width + 1280 - inner, height: height + 900 - tall });
    return {
      version: started.capabilities.browserVersion,
      problems: () =>
        readFileSync(said, 'utf8')
          .split('\n')
          .filter((line) => /^CONSOLE .*ERROR|Unhandled Promise|Failed to load resource/.test(line)),
      goto: (url) => post('/url', { url }),
      evaluate,
      pointer: (steps) => post('/actions', { actions: [mouseSource(steps)] }),
      keys: (...names) => post('/actions', { actions: [keySource(names)] }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
