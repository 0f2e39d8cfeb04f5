import type { Controls } from "./frameworks";
import type { Meta } from "./rule";

/** All controls that a rule bears on: those that it names. */
export const controlsOf = (rule: Pick<Meta, "controls">): Controls => rule.controls ?? {};
