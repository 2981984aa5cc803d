/** What the checks say, in words for a screen reader and for one line of a terminal. */
import type { CheckResult } from './checks.ts';
import { formatShort, formatSpread } from './format.ts';

/** "3 of 4 checks agree, over 5 seeds. own cosine at t = 200: measured 0.916 ± 0.004, predicted 0.906, agrees. …" */
export function summarise(checks: readonly CheckResult[], seeds: number): string {
  const judged = checks.filter((check) => check.verdict !== null);
  if (judged.length === 0)
    return checks.length === 0 ? 'This experiment has no checks.' : 'No check has numbers yet.';
  const agreeing = judged.filter((check) => check.verdict?.includes('agrees')).length;
  const head =
    `${agreeing} of ${judged.length} ${judged.length === 1 ? 'check' : 'checks'} ` +
    `${agreeing === 1 ? 'agrees' : 'agree'}, ${seeds === 1 ? 'with one seed' : `over ${seeds} seeds`}.`;
  return [head, ...judged.map(sentence)].join(' ');
}

function sentence(check: CheckResult): string {
  const spread = Number.isNaN(check.sd) ? '' : ` ± ${formatSpread(check.sd, check.measured)}`;
  return `${check.name}: measured ${formatShort(check.measured)}${spread}, predicted ${formatShort(check.predicted)}, ${check.verdict}.`;
}
