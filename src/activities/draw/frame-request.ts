/** Asks for the next frame: one, however often it is asked for before it comes. */
export class FrameRequest {
  readonly #draw: (now: number) => void;
  /** Made when it is first needed: in Node an open one would keep the process alive. */
  #channel: MessageChannel | null = null;
  #soon = false;
  #frame: number | null = null;

  /** @param draw called with the time of the frame, as `requestAnimationFrame` gives it. */
  constructor(draw: (now: number) => void) {
    this.#draw = draw;
  }

  make(): void {
    this.#soon = false;
    this.#frame ??= requestAnimationFrame((now) => {
      this.#frame = null;
      this.#draw(now);
    });
  }

  /**
   * The same in a moment, for the press and the lift of a pen. When one of those asks for a frame itself, Chromium holds
   * back everything else until that frame is on the screen, answers of workers too (`DeferRendererTasksAfterInput`); a
   * message to oneself comes at once and belongs to no event.
   */
  makeSoon(): void {
    if (this.#soon || this.#frame !== null) return;
    this.#soon = true;
    if (this.#channel === null) {
      this.#channel = new MessageChannel();
      this.#channel.port1.onmessage = () => this.#soon && this.make();
    }
    this.#channel.port2.postMessage(null);
  }

  /** No frame comes any more, now or later. */
  cancel(): void {
    this.#channel?.port1.close();
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
  }
}
