/** `npm run --silent lab -- <experiment> [name=value …] [--seeds K] [--seed S] [--predict] [--json]` */
import { lab } from './lab/main.ts';

process.exitCode = await lab(process.argv.slice(2));
