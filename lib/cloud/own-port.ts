import type { Input, Unwrap } from "@pulumi/pulumi";
import type { ResourceType } from "../rule/relation";
import { type Meta, type Rule, rule, type Spec } from "../rule/rule";
import { unknown } from "../stack/values";

interface PortArgs {
  readonly port?: Input<number | undefined>;
}

interface PortSpec<Args> extends Pick<Meta, "id" | "controls" | "equivalents" | "see"> {
  /** What listens, in the plural, as the title's start. */
  readonly subject: string;
  /** The port on which it listens if none is named; undefined where the rule doesn't apply. */
  usual(self: Unwrap<Args>): number | undefined;
  /** Cases besides the usual port, another one and an unknown one. */
  readonly pass?: Spec<Args, {}, {}>["pass"];
  readonly fail?: Spec<Args, {}, {}>["pass"];
}

/** A rule that asks for another port than the usual one. */
export const ownPort = <Args extends PortArgs>(type: ResourceType<Args>, spec: PortSpec<Args>): Rule => {
  const { subject, usual, pass = [], fail = [], ...meta } = spec;
  const listening = (port: unknown) => ({ port }) as Spec<Args, {}, {}>["pass"][0];
  const port = usual({} as Unwrap<Args>)!;
  return rule(type, {
    ...meta,
    title: `${subject} don't listen on their default port`,
    severity: "low",
    family: "network",
    preset: "strict",
    why: "Scanners try the default ports first.",
    fix: "Set `port` to another one.",
    pass: [listening(port + 10_000), ...pass],
    fail: [{} as Spec<Args, {}, {}>["pass"][0], listening(port), ...fail],
    unknown: [listening(unknown)],
    check: (self) => {
      const args = self as Unwrap<Args> & Unwrap<PortArgs>;
      const expected = usual(args);
      return expected !== undefined && (args.port ?? expected) === expected && "it listens on its default port";
    },
  });
};
