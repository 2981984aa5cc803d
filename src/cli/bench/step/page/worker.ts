/** Runs the contenders in one worker, on the same problem, and times them with its own clock. */
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { createEngine } from '#engine/tensor.ts';
import type { ArenaAnswer, ArenaRequest, InBrowser, Problem, Runner, Size } from '../contenders.ts';
import { jaxRunner } from './jax.ts';
import { ourRunner } from './ours.ts';
import { typedArraysRunner } from './typed-arrays.ts';
import { variableGradsRunner } from './variable-grads.ts';

const engine = createEngine({ wasmUrl: new URL(wasmUrl, self.location.href).href });

const makers: Record<InBrowser, (problem: Problem) => Promise<Runner>> = {
  ours: async (problem) => ourRunner(await engine, problem),
  variableGrads: async (problem) => {
    // TensorFlow.js runs on the wasm backend that the engine has started.
    await engine;
    return variableGradsRunner(problem);
  },
  'typed arrays': (problem) => Promise.resolve(typedArraysRunner(problem)),
  'jax-js': jaxRunner,
};

function makeProblem({ n, d, m }: Size): Problem {
  let state = 1;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  const x = Float32Array.from({ length: n * d }, uniform);
  return {
    n,
    d,
    m,
    x,
    y: Float32Array.from({ length: n }, (_, i) => (x[i * d] * x[i * d + 1] > 0 ? 1 : -1)),
    w: Float32Array.from({ length: m * d }, () => 0.1 * uniform()),
    a: Float32Array.from({ length: m }, () => uniform() / Math.sqrt(m)),
  };
}

/** The runners of the current size. */
let current: { key: string; problem: Problem; runners: Map<InBrowser, Runner> } | null = null;

async function runnerOf(contender: InBrowser, size: Size): Promise<Runner> {
  const key = JSON.stringify(size);
  if (current?.key !== key) {
    current?.runners.forEach((runner) => {
      runner.dispose();
    });
    current = { key, problem: makeProblem(size), runners: new Map() };
  }
  const { problem, runners } = current;
  const runner = runners.get(contender) ?? (await makers[contender](problem));
  runners.set(contender, runner);
  return runner;
}

async function answer(request: ArenaRequest): Promise<number | string> {
  if (request.ask === 'describe') {
    const { backend, kernel } = await engine;
    return `TensorFlow.js ${backend}, kernel ${kernel}`;
  }
  const runner = await runnerOf(request.contender, request.size);
  const start = performance.now();
  await runner.steps(request.steps);
  return (performance.now() - start) / request.steps;
}

self.onmessage = ({ data }: MessageEvent<ArenaRequest>) => {
  answer(data).then(
    (value) => {
      self.postMessage({ value } satisfies ArenaAnswer);
    },
    (error: unknown) => {
      self.postMessage({ failed: String(error) } satisfies ArenaAnswer);
    },
  );
};
