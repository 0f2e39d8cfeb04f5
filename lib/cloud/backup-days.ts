import type { Unwrap } from "@pulumi/pulumi";
import { Type } from "@sinclair/typebox";
import { argumentsWith, placeName, placeRead } from "../rule/place";
import type { ResourceType } from "../rule/relation";
import { type Meta, type Rule, rule, type Spec } from "../rule/rule";
import { unknown } from "../stack/values";

type Cases<Args> = Spec<Args, {}, {}>["pass"];

interface BackupSpec<Args> extends Pick<Meta, "id" | "controls" | "equivalents" | "see"> {
  /** What is backed up, in the plural, as the title's start. */
  readonly subject: string;
  /** Reads the argument that holds the days: `(cluster) => cluster.backupRetentionPeriod`. */
  at(self: Unwrap<Args>): number | undefined;
  /** The days that the cloud keeps backups for without the argument. */
  readonly absent: number;
  /** The fewest days, unless the user says otherwise. */
  readonly days: number;
  /** Says of a resource to which the rule doesn't apply that it passes. */
  unless?(self: Unwrap<Args>): unknown;
  /** Cases besides enough days, none, the argument being absent and unknown. */
  readonly pass?: Cases<Args>;
}

/** A rule that automatic backups are kept for some days. */
export const backupDays = <Args>(type: ResourceType<Args>, spec: BackupSpec<Args>): Rule => {
  const { subject, at, absent, days, unless, pass = [], ...meta } = spec;
  const place = placeRead(at);
  const absentCases = (kind: boolean): Cases<Args>[0][] => (absent >= days === kind ? [{} as Cases<Args>[0]] : []);
  return rule(type, {
    ...meta,
    title: `${subject} are backed up`,
    severity: "medium",
    family: "resilience",
    preset: "strict",
    why: "Data that is lost or damaged can't be restored.",
    fix: `Set \`${placeName(place)}\` to the days that backups are to be kept.`,
    options: { days: Type.Integer({ default: days, minimum: 1, description: "The fewest days that backups are kept." }) },
    pass: [argumentsWith(place, days), ...absentCases(true), ...pass],
    fail: [argumentsWith(place, days - 1), ...absentCases(false)],
    unknown: [argumentsWith(place, unknown)],
    check: (self, { options }) => {
      if (unless?.(self as Unwrap<Args>)) return false;
      const kept = at(self as Unwrap<Args>) ?? absent;
      return kept < options.days && `backups are kept for ${kept} days`;
    },
  });
};
