/** Everything that depends on the model alone and not on α, β, λ, Δ or the width: computed once, used by all stages. */
import type { Rule } from '#numbers/quadrature.ts';
import { channelsOf, type Channels } from './channels.ts';
import { functions } from './functions.ts';
import { checkModel, type Group, type Model, type StudentName } from './model.ts';
import { kappaRule } from './rules.ts';
import { studentTable, type StudentTable } from './student-table.ts';
import { teacherTable, type TeacherTable } from './teacher-table.ts';

/** Tables of K groups on the N nodes of a rule for averages over κ ~ N(0, 1). */
export interface Tables {
  readonly groups: readonly Group[];
  readonly rule: Rule;
  readonly student: readonly StudentTable[];
  readonly teacher: TeacherTable;
  readonly channels: Channels;
}

/** Models of which the tables are kept: those that sliders of one figure go back and forth between. */
const KEPT = 8;
const kept = new Map<string, Tables>();

/** The tables of a model; the last few are kept. Throws a RangeError for a model that makes no sense. */
export function tablesOf(model: Model): Tables {
  const key = JSON.stringify([
    model.student,
    model.target,
    model.alignment,
    model.groups.map((g) => [
      g.fraction,
      g.spike,
      g.bulkVariance,
      g.normSlope ?? 0,
      g.overlapVariance ?? g.bulkVariance,
    ]),
  ]);
  const known = kept.get(key);
  const tables = known ?? tablesOn(kappaRuleFor(model), model);
  // A Map lists its keys in the order in which they were set: the last used comes last and goes last.
  kept.delete(key);
  for (const oldest of kept.size < KEPT ? [] : [...kept.keys()].slice(0, 1)) kept.delete(oldest);
  kept.set(key, tables);
  return tables;
}

/** The tables of a model on any rule for averages over κ ~ N(0, 1). */
export function tablesOn(rule: Rule, model: Model): Tables {
  const teacher = teacherTable(model.target, model.alignment, rule.nodes);
  return assemble(model.student, model.groups, rule, teacher);
}

function kappaRuleFor(model: Model): Rule {
  checkModel(model);
  return kappaRule(steepness(model.student, model.groups), edge(model));
}

/** Tables for a teacher that is given by its own table; see `planeTeacherTable`. */
export function tablesForTeacher(
  student: StudentName,
  groups: readonly Group[],
  teacher: (kappas: Float64Array) => TeacherTable,
): Tables {
  checkModel({ groups, alignment: 1 });
  const rule = kappaRule(steepness(student, groups), Infinity);
  return assemble(student, groups, rule, teacher(rule.nodes));
}

/** A ReLU is dead on one side, where 1/(1+V) rises from nearly 0 to 1 within a fraction of the smoothing width. */
const RELU_FACTOR = 1.5;

/** Slope in κ of the steepest smoothed activation: they are all smoothed over √c/r. */
function steepness(student: StudentName, groups: readonly Group[]): number {
  const slopes = groups.map(({ spike, bulkVariance }) => Math.abs(spike) / Math.sqrt(bulkVariance));
  return (student === 'relu' ? RELU_FACTOR : 1) * Math.max(...slopes);
}

/** Width in κ over which the target's kink is smoothed by the part of θ across v. */
function edge({ target, alignment }: Model): number {
  if (!functions[target].kinked) return Infinity;
  return Math.sqrt(1 - alignment * alignment) / Math.abs(alignment);
}

function assemble(student: StudentName, groups: readonly Group[], rule: Rule, teacher: TeacherTable): Tables {
  const students = groups.map((group) => studentTable(student, group, rule.nodes));
  return { groups, rule, student: students, teacher, channels: channelsOf(students, rule.nodes.length) };
}
