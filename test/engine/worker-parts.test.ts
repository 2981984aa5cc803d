/** The small parts of client and worker that need no thread. */
import { describe, expect, it, vi } from 'vitest';
import { RunFailure, type Frame } from '#framework/outcome.ts';
import { EngineError } from '#engine/errors.ts';
import { BadParameters, NotLoaded, failureOf } from '#engine/failures.ts';
import { parcel } from '#engine/parcel.ts';
import { Pool } from '#engine/pool.ts';
import type { Reply, WorkerLike } from '#engine/protocol.ts';
import { Throttle } from '#engine/throttle.ts';

const frame: Frame = { done: 0.5, at: { step: 1 }, axes: {}, measures: {}, view: null };

describe('failures', () => {
  it.each([
    [new RunFailure('It left.', null), 'diverged'],
    [new BadParameters('n must be'), 'parameters'],
    [new NotLoaded('x'), 'load'],
    [new EngineError('no-simd', 'No SIMD here.'), 'backend'],
    [new EngineError('bad-options', 'n does not fit'), 'fault'],
    [new RangeError('Array buffer allocation failed'), 'memory'],
    [new RangeError('Invalid typed array length: 1e12'), 'memory'],
    [new Error('memory access out of bounds'), 'memory'],
    [new TypeError('x is undefined'), 'fault'],
    ['a thrown string', 'fault'],
  ])('%s is told as %s', (error, kind) => {
    expect(failureOf(error, 3, frame)).toMatchObject({ kind, seed: 3, reached: frame });
  });

  it('keeps the frame that the run brings itself', () => {
    const own = { ...frame, done: 0.7 };
    expect(failureOf(new RunFailure('It left.', own), 0, frame).reached).toBe(own);
  });
});

describe('a parcel', () => {
  it('copies typed arrays, however deep, and names their buffers', () => {
    const shared = new Float32Array([1, 2, 3, 4]);
    const original = { a: shared.subarray(1, 3), b: [{ c: new Int32Array([5]) }], d: [1, 2], e: null };
    const { value, transfer } = parcel(original);
    expect(value).toEqual(original);
    expect(transfer).toEqual([value.a.buffer, value.b[0].c.buffer]);
    shared.fill(0);
    expect([...value.a]).toEqual([2, 3]);
  });
});

describe('the throttle', () => {
  it('makes up for the last call, once', () => {
    vi.useFakeTimers();
    try {
      const calls: number[] = [];
      const throttle = new Throttle(50, () => calls.push(performance.now()));
      const start = performance.now();
      for (let i = 0; i < 3; i++) throttle.call();
      expect(calls).toEqual([start]);
      vi.advanceTimersByTime(49);
      expect(calls).toHaveLength(1);
      vi.advanceTimersByTime(1);
      expect(calls).toEqual([start, start + 50]);
      vi.advanceTimersByTime(500);
      expect(calls).toHaveLength(2);
      throttle.call(true);
      throttle.later();
      expect(calls).toHaveLength(3);
      throttle.cancel();
      vi.advanceTimersByTime(500);
      expect(calls).toHaveLength(3);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('the pool', () => {
  function setUp(spare: boolean) {
    const workers: { die: () => void; say: (reply: Reply) => void; ended: boolean }[] = [];
    const spawn = (): WorkerLike => {
      const record = { die: (): void => undefined, say: (_reply: Reply): void => undefined, ended: false };
      workers.push(record);
      return {
        post: () => undefined,
        onReply: (listener) => (record.say = listener),
        onDeath: (listener) => (record.die = () => listener('gone')),
        end: () => (record.ended = true),
      };
    };
    return { workers, pool: new Pool(spawn, 1, spare) };
  }
  const deaf = { reply: () => undefined, death: () => undefined };

  it('keeps no more idle workers than it may, and none that died', () => {
    const { workers, pool } = setUp(true);
    const [a, b] = [pool.take(deaf), pool.take(deaf)];
    pool.release(a);
    pool.release(b);
    expect(workers.map(({ ended }) => ended)).toEqual([false, true]);
    workers[0].die();
    pool.keepSpare(null);
    pool.keepSpare(null);
    expect(workers).toHaveLength(3);
  });

  it('tells a worker that died before it had loaded from one that died at work', () => {
    const { workers, pool } = setUp(false);
    const deaths: boolean[] = [];
    const ear = { ...deaf, death: (early: boolean) => deaths.push(early) };
    pool.take(ear);
    workers[0].die();
    pool.take(ear);
    workers[1].say({ type: 'ready' });
    workers[1].die();
    expect(deaths).toEqual([true, false]);
  });

  it('ends everything on close', () => {
    const { workers, pool } = setUp(false);
    pool.release(pool.take(deaf));
    pool.take(deaf);
    pool.take(deaf);
    pool.close();
    expect(workers.map(({ ended }) => ended)).toEqual([true, true]);
    expect(() => pool.take(deaf)).toThrow('closed');
  });
});
