/** The kernel lower bound: what functions linear in x leave of the target. */
import { functions } from './functions.ts';
import type { StudentName, TargetName } from './model.ts';
import { students } from './students.ts';

/**
 * E σ⋆² − (E σ⋆)² − (E zσ⋆)²: the test error that no network before the step goes below with n and p of order d (Cui
 * et al. 2024, introduction). A student of zero mean does not learn the mean of the target either.
 */
export function kernelFloor(student: StudentName, target: TargetName): number {
  const { mean, slope, secondMoment } = functions[target];
  const floor = secondMoment - slope * slope;
  return students[student].mean === 0 ? floor : floor - mean * mean;
}
