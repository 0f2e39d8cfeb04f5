import type { Detector } from "../detector";
import { ai } from "./ai";
import { business } from "./business";
import { cloud } from "./cloud";
import { observability } from "./observability";
import { sourceControl } from "./source-control";
import { text } from "./text";

/** What is told by its form alone, wherever it stands; where several fit, the first names it. */
export const detectors: readonly Detector[] = [...cloud, ...sourceControl, ...ai, ...business, ...observability, ...text];
