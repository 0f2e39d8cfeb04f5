import type { Detector } from "../detector";
import { ai } from "./ai";
import { business } from "./business";
import { cloud } from "./cloud";
import { inner } from "./inner";
import { observability } from "./observability";
import { sourceControl } from "./source-control";
import { text } from "./text";

let made: readonly Detector[] | undefined;

/** What is told by its form alone, wherever it stands; where several fit, the first names it. Made by the first who asks, and not by an import. */
export const detectors = (): readonly Detector[] => (made ??= [cloud, inner, sourceControl, ai, business, observability, text].flatMap((table) => table()));
