/** The parts of a service worker's scope that are used; the page's own types know no workers' scopes. */

export interface WaitingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

export interface AskedEvent extends WaitingEvent {
  readonly request: Request;
  /** Of the page or worker that asks; empty for a page that is only being opened. */
  readonly clientId: string;
  /** Of the page or worker that comes of the answer, where one does. */
  readonly resultingClientId: string;
  respondWith(answer: Promise<Response>): void;
}

export interface SaidEvent extends WaitingEvent {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}

export interface OpenClient {
  readonly id: string;
  postMessage(message: unknown): void;
}

export interface Scope {
  readonly registration: ServiceWorkerRegistration;
  readonly location: { readonly href: string };
  readonly navigator: { readonly connection?: { readonly saveData?: boolean } };
  readonly clients: {
    matchAll(options: { includeUncontrolled: boolean }): Promise<readonly OpenClient[]>;
    get(id: string): Promise<OpenClient | undefined>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(kind: 'install' | 'activate', listener: (event: WaitingEvent) => void): void;
  addEventListener(kind: 'fetch', listener: (event: AskedEvent) => void): void;
  addEventListener(kind: 'message', listener: (event: SaidEvent) => void): void;
}
