/** Long tasks of a page's main thread, in processor time, so that a busy machine does not count as a slow page. */
import type { Browser, Page } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** Processor time in microseconds. */
  readonly tdur?: number;
  readonly dur?: number;
  readonly args: { readonly name?: string };
}

export interface Tasks {
  /** Milliseconds of processor time of the longest task, and how many tasks there were. */
  readonly longest: number;
  readonly count: number;
  /** Tasks of 50 ms or more by the clock, which other processes lengthen. */
  readonly longByClock: number;
}

/** Traces the main thread of the page while `work` goes on. */
export async function mainThreadTasks(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<Tasks> {
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  const main = new Set(
    traceEvents
      .filter((event) => event.name === 'thread_name' && event.args.name === 'CrRendererMain')
      .map((event) => `${event.pid}/${event.tid}`),
  );
  const tasks = traceEvents.filter(
    (event) => event.ph === 'X' && /RunTask$/.test(event.name) && main.has(`${event.pid}/${event.tid}`),
  );
  return {
    longest: Math.max(0, ...tasks.map((task) => (task.tdur ?? 0) / 1000)),
    count: tasks.length,
    longByClock: tasks.filter((task) => (task.dur ?? 0) >= 50_000).length,
  };
}
