/** Runs inside the page, at any time before models are asked: notes when strokes come, models are asked, answers come, bars change. */

/** One message to the models and what became of it. Times are `performance.now()` of the page. */
export interface Asked {
  readonly sequence: number;
  readonly models: number;
  readonly at: number;
  /** Points of the stroke that had been handled by then. */
  readonly points: number;
  /** When the last answer to it was here. */
  answeredAt?: number;
  /** When the DOM showed it. */
  shownAt?: number;
  /** When the frame with it had been made. */
  paintedAt?: number;
  latencies: Record<string, number>;
}

export interface Probe {
  /** Time stamp of every point that the pen has left, coalesced ones too, and when its event was handled. */
  points: { stampedAt: number; handledAt: number }[];
  asked: Asked[];
  /** Starts of frames. */
  frames: number[];
  downAt?: number;
  /** When the convnet, or the network of all words, first said something. */
  answeredAt?: number;
  /** When the pad came alive. */
  aliveAt?: number;
  engines: Record<string, string>;
}

declare global {
  interface Window {
    probe: Probe;
  }
}

/** Self-contained: it is sent to the page as text. */
export function installProbe(): void {
  const probe: Probe = { points: [], asked: [], frames: [], engines: {} };
  window.probe = probe;

  addEventListener('pointerdown', (event) => (probe.downAt ??= event.timeStamp), { capture: true });
  const moved = (event: Event) => {
    if ((event as PointerEvent).buttons === 0) return;
    const coalesced = (event as PointerEvent).getCoalescedEvents();
    const handledAt = performance.now();
    for (const { timeStamp } of coalesced.length > 0 ? coalesced : [event])
      probe.points.push({ stampedAt: timeStamp, handledAt });
  };
  // The page draws from raw updates where there are some, and so must the probe see them.
  addEventListener('onpointerrawupdate' in window ? 'pointerrawupdate' : 'pointermove', moved, {
    capture: true,
  });

  const frame = (at: number) => {
    probe.frames.push(at);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);

  new MutationObserver(() => {
    if (document.querySelector('astro-island:not([ssr]) .demo')) probe.aliveAt ??= performance.now();
    if (document.querySelector('.demo :is([data-model=convnet], [data-model=wide-convnet])[data-class]'))
      probe.answeredAt ??= performance.now();
  }).observe(document, { subtree: true, childList: true, attributes: true });

  /** The workers that are listened to: once before the page is, and once after it. */
  const heard = new WeakSet<Worker>();
  const requestOf = ({ data }: MessageEvent): Asked | undefined =>
    data.type === 'results' ? probe.asked.findLast(({ sequence }) => sequence === data.sequence) : undefined;
  const comes = (event: MessageEvent) => {
    const of = requestOf(event);
    if (of === undefined) return;
    for (const { model, latencyMs, engine } of event.data.results) {
      of.latencies[model] = latencyMs;
      probe.engines[model] = engine;
    }
    if (event.data.done) of.answeredAt = performance.now();
  };
  // The page writes to the DOM in microtasks, which have run when the next listener is called.
  const isShown = (event: MessageEvent) => {
    const of = requestOf(event);
    if (of === undefined || !event.data.done) return;
    of.shownAt = performance.now();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        of.paintedAt = performance.now();
      };
      port2.postMessage(0);
    });
  };
  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (
    this: Worker,
    ...[message, ...rest]: [message: { type?: string; sequence: number; models: string[] }]
  ) {
    if (message.type === 'predict') {
      if (!heard.has(this)) {
        heard.add(this);
        this.addEventListener('message', comes, { capture: true });
        this.addEventListener('message', isShown);
      }
      probe.asked.push({
        sequence: message.sequence,
        models: message.models.length,
        at: performance.now(),
        points: probe.points.length,
        latencies: {},
      });
    }
    send.call(this, message, ...rest);
  };
}
