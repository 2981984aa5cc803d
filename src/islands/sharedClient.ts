/** The one pool of workers that all panels of a page share. */
import type { Client } from '#engine/client.ts';
import { createClient } from '#engine/client.ts';
import { spawn } from '#experiments/spawn.ts';

let client: Client | null = null;

export function sharedClient(): Client {
  client ??= createClient({ spawn, cores: navigator.hardwareConcurrency || 2 });
  return client;
}
