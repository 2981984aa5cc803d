/** The worker's side: answers requests with an engine that is started once, when it is first needed. */
import type { Experiment } from '#framework/experiment.ts';
import { predictMean } from '#framework/predictions.ts';
import type { Values } from '#framework/parameters.ts';
import { checkValues } from '#framework/validate.ts';
import { breather } from './breath.ts';
import type { Engine } from './engine.ts';
import { BadParameters, NotLoaded, failureOf } from './failures.ts';
import type { Request, WorkerPort } from './protocol.ts';
import { Share } from './share.ts';

export interface ServeOptions {
  readonly port: WorkerPort;
  /** Loads an experiment by its id. */
  readonly load: (id: string) => Promise<Experiment<Engine>>;
  /** Starts the engine on that backend, or on its own choice for null. */
  readonly createEngine: (backend: string | null) => Promise<Engine>;
}

/** Answers until the worker is ended. */
export function serve({ port, load, createEngine }: ServeOptions): void {
  const shares = new Map<number, Share>();
  const breathe = breather();
  let engine: { readonly backend: string | null; readonly promise: Promise<Engine> } | null = null;

  const engineOn = (backend: string | null): Promise<Engine> => {
    if (engine === null || engine.backend !== backend) engine = { backend, promise: createEngine(backend) };
    const { promise } = engine;
    promise.catch(() => {
      // The next run tries again: the connection may be back.
      if (engine?.promise === promise) engine = null;
    });
    return promise;
  };

  const experimentWith = async (id: string, parameters: Values): Promise<Experiment<Engine>> => {
    const experiment = await load(id).catch((cause: unknown) => {
      throw new NotLoaded(id, { cause });
    });
    const wrong = checkValues(experiment.spec, parameters);
    if (wrong !== null) throw new BadParameters(wrong);
    return experiment;
  };

  const run = async (request: Extract<Request, { type: 'run' }>): Promise<void> => {
    const { id, parameters, backend } = request;
    // At once, so that "step" or "pause" find it while the engine still loads.
    const share = new Share({ ...request, port, breathe, now: () => performance.now() });
    shares.set(id, share);
    try {
      const [experiment, started] = await Promise.all([
        experimentWith(request.experiment, parameters),
        engineOn(backend),
      ]);
      port.post({ type: 'started', id, backend: started.backend, kernel: started.kernel }, []);
      await share.run(experiment, parameters, started);
    } catch (error) {
      port.post({ type: 'failed', id, failure: failureOf(error) }, []);
    }
    shares.delete(id);
  };

  const predict = async (request: Extract<Request, { type: 'predict' }>): Promise<void> => {
    const { id, parameters, seeds } = request;
    try {
      const { spec, predict: theory } = await experimentWith(request.experiment, parameters);
      port.post({ type: 'predictions', id, predictions: predictMean(spec, theory, parameters, seeds) }, []);
    } catch (error) {
      port.post({ type: 'failed', id, failure: failureOf(error) }, []);
    }
  };

  port.onRequest((request) => {
    switch (request.type) {
      case 'warm':
        engineOn(request.backend).catch(() => {
          // Told to the reader when a run asks for it.
        });
        break;
      case 'run':
        void run(request);
        break;
      case 'predict':
        void predict(request);
        break;
      case 'pause':
      case 'resume':
      case 'step':
        shares.get(request.id)?.[request.type]();
        break;
    }
  });
}
