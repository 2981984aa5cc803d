/** Lets waiting messages in. */

/**
 * Returns a function whose promise resolves after the messages that are waiting now have been handled. A message
 * to oneself, because `setTimeout` is held back to 4 ms in browsers, which is as long as many a frame takes.
 */
export function breather(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}
