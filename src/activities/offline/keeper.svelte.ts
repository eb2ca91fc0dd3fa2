/**
 * The reader's side of keeping the site: registers the service worker when asked to, follows its download, and removes all
 * of it again. What is kept, and whether it is whole, it asks the worker; it claims nothing of its own.
 */

import type { FromKeeper, Kept, ToKeeper } from '../../components/offline/keeper-messages.ts';
import { filesCache, notesCache, type Part } from '../../components/offline/kept-list.ts';
import type { Failure } from './failure-text.ts';
import { spaceLeft } from './space.ts';

export type Stage =
  | 'looking'
  /** Nothing is kept, or a part of a download that broke off. */
  | 'none'
  | 'coming'
  | 'kept';

const STOP: ToKeeper = { kind: 'stop' };

/** Between the end of a download and what is said of it, which come by two ways. */
const SAID_MS = 300;

export class Keeper {
  stage = $state<Stage>('looking');
  /** What is kept, whole. */
  parts = $state.raw<readonly Part[]>([]);
  /** Whether files of a download that broke off are here. */
  begun = $state(false);
  progress = $state.raw({ lineBytes: 0, ofLineBytes: 0 });
  failure = $state.raw<Failure | null>(null);
  readonly #site: string;
  #said: FromKeeper | null = null;
  #stopping = false;

  /** @param site address at which the site begins */
  constructor(site: string) {
    this.#site = site;
  }

  /** Begins to listen, and finds out what is here. */
  async start(): Promise<void> {
    if (!navigator.serviceWorker) {
      this.failure = { reason: 'barred', path: '', left: null };
      this.stage = 'none';
      return;
    }
    navigator.serviceWorker.addEventListener('message', ({ data }) => this.#hear(data as FromKeeper));
    navigator.serviceWorker.startMessages();
    const registration = await this.#registration();
    // A download goes on when its page is left, and there may be one in another tab.
    const worker = registration?.installing;
    if (worker && registration.active === null) {
      this.stage = 'coming';
      await this.#follow(worker, registration);
    }
    await this.#look();
    void registration?.update().catch(() => {}); // without a network there is no news
  }

  /**
   * Brings `parts` onto the device, and lets go of the others.
   * @param bytes that they take on the device
   */
  async keep(parts: readonly Part[], bytes: number): Promise<void> {
    this.failure = null;
    this.progress = { lineBytes: 0, ofLineBytes: 0 };
    this.#stopping = false;
    this.stage = 'coming';
    try {
      const left = await spaceLeft(navigator.storage);
      const isFirst = !(await caches.has(filesCache(this.#site)));
      if (isFirst && left !== null && left < bytes) this.failure = { reason: 'full', path: '', left };
      else {
        // Some browsers ask the reader: the download does not wait for the answer.
        void navigator.storage?.persist?.().catch(() => false);
        await this.#ask(parts);
      }
    } catch (error) {
      this.failure = this.#failureOf(error as Error);
    }
    await this.#look();
  }

  async #ask(parts: readonly Part[]): Promise<void> {
    for (let before = -1; ; ) {
      this.#said = null;
      await (await caches.open(notesCache(this.#site))).put(
        new URL('note/asked', this.#site).href,
        new Response(''),
      );
      const address = new URL('sw.js', this.#site);
      address.searchParams.set('parts', parts.join());
      // A worker whose files the browser has thrown away would not be installed again at the same address.
      const active = (await this.#registration())?.active;
      if (active?.scriptURL === address.href && (await ask(active))?.complete === false)
        address.searchParams.set('mend', '');
      const registration = await navigator.serviceWorker.register(address, {
        scope: this.#site,
        updateViaCache: 'none',
      });
      // Registered already: then it may be a new version that is asked for.
      if (registration.installing === null) await registration.update();
      const worker = registration.installing;
      if (this.#stopping) worker?.postMessage(STOP);
      if (worker === null || (await this.#follow(worker, registration))) return;
      const said = this.#said as FromKeeper | null;
      if (said?.kind === 'failed') {
        this.failure = { reason: said.reason, path: said.path, left: null };
        return;
      }
      // A browser ends a worker that is at it for minutes: the next one goes on where it stopped, as long as some came.
      const { lineBytes } = this.progress;
      if (lineBytes <= before) {
        this.failure = { reason: 'network', path: '', left: null };
        return;
      }
      before = lineBytes;
    }
  }

  /** @returns whether the worker has all its files, once it has ended one way or the other. */
  async #follow(worker: ServiceWorker, registration: ServiceWorkerRegistration): Promise<boolean> {
    const changed = () =>
      new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }));
    for (;;) {
      if (worker.state === 'activated') return true;
      if (worker.state === 'redundant') {
        await new Promise((resolve) => setTimeout(resolve, SAID_MS));
        return false;
      }
      const next = changed();
      // A new version waits until the pages of the old one are closed: it has all its files.
      if (worker.state === 'installed' && registration.active !== null) {
        const [here, coming] = await Promise.all([ask(registration.active), ask(worker)]);
        // Where no page is under the old one, the browser may have put the new one in its place meanwhile.
        if (here && coming) {
          if (here.build !== coming.build) return true;
          // The same one with other parts changes nothing for pages that are open.
          worker.postMessage({ kind: 'use' } satisfies ToKeeper);
        }
      }
      await next;
    }
  }

  #hear(message: FromKeeper): void {
    this.#said = message;
    if (message.kind === 'progress') this.progress = message;
    // Of a new version that came up by itself, and waits for the reader's word.
    else if (message.reason === 'saves-data' && this.stage === 'kept')
      this.failure = { reason: message.reason, path: message.path, left: null };
  }

  #failureOf({ name }: Error): Failure {
    if (name === 'QuotaExceededError') return { reason: 'full', path: '', left: null };
    return { reason: name === 'SecurityError' ? 'barred' : 'network', path: '', left: null };
  }

  async stop(): Promise<void> {
    this.#stopping = true; // also where there is no worker yet
    (await this.#registration())?.installing?.postMessage(STOP);
  }

  /** Takes everything away again. Drawings, projects and scores are elsewhere, and stay. */
  async remove(): Promise<void> {
    await (await this.#registration())?.unregister();
    await Promise.all([filesCache, notesCache].map((name) => caches.delete(name(this.#site))));
    this.failure = null;
    await this.#look();
  }

  async #registration(): Promise<ServiceWorkerRegistration | undefined> {
    const found = await navigator.serviceWorker.getRegistration(this.#site);
    return found?.scope === this.#site ? found : undefined;
  }

  async #look(): Promise<void> {
    let kept: Kept | null = null;
    let asked: ServiceWorker | null = null;
    while (kept === null) {
      const worker = (await this.#registration().catch(() => undefined))?.active ?? null;
      if (worker === null || worker === asked) break;
      asked = worker;
      kept = await ask(worker); // or another has taken its place
    }
    this.parts = kept?.complete ? kept.parts : [];
    this.begun = await caches.has(filesCache(this.#site)).catch(() => false);
    this.stage = this.parts.length > 0 ? 'kept' : 'none';
  }
}

/** What a worker has of the site; null where it has been replaced or removed, and so does not answer any more. */
function ask(worker: ServiceWorker): Promise<Kept | null> {
  const tell: ToKeeper = { kind: 'tell' };
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const lookWhetherGone = () => {
      if (worker.state === 'redundant') resolve(null);
    };
    port1.onmessage = ({ data }) => resolve(data as Kept);
    worker.addEventListener('statechange', lookWhetherGone);
    worker.postMessage(tell, [port2]);
    lookWhetherGone();
  });
}
