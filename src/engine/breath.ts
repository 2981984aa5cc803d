/** Lets waiting messages in. */

/** Returns a function whose promise resolves after the messages that are waiting now have been handled. */
export function breather(): () => Promise<void> {
  // Node empties one port before it looks at the next, so a message to oneself would hold all others up there…
  if (typeof globalThis.setImmediate === 'function') {
    return () => new Promise((resolve) => void setImmediate(resolve));
  }
  // …and browsers hold `setTimeout` back to 4 ms, which is as long as many a frame takes.
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}
