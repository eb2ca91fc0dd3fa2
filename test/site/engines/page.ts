/** One face for browsers of any engine, as far as a smoke run needs it. */

/** A step of a pointer, in CSS pixels of the window, or milliseconds. */
export type PointerStep =
  | readonly ['move', x: number, y: number]
  | readonly ['down']
  | readonly ['up']
  | readonly ['wait', ms: number];

export interface EnginePage {
  /** Of the browser. */
  readonly version: string;
  /** Grows while the page runs: errors in the console, uncaught ones, failed requests. */
  problems(): readonly string[];
  goto(url: string): Promise<void>;
  /** Calls a function in the page; values go there and back as JSON. */
  evaluate<Values extends readonly unknown[], Result>(
    run: (...values: Values) => Result | Promise<Result>,
    ...values: Values
  ): Promise<Result>;
  /** Real pointer actions of a mouse. */
  pointer(steps: readonly PointerStep[]): Promise<void>;
  /** Presses keys one after the other, by Playwright's names. */
  keys(...names: string[]): Promise<void>;
  close(): Promise<void>;
}

export interface EngineOptions {
  /** Whether the browser has WebAssembly. */
  readonly wasm: boolean;
}
