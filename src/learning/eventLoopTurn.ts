/**
 * Resolves when whatever has come meanwhile has been handled: messages in a worker of the page, signals and timers in
 * Node. Timers would do as well, but browsers hold back those that follow each other.
 */
export function eventLoopTurn(): Promise<void> {
  if (typeof setImmediate === 'function') return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
