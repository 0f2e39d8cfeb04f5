import type { Node } from "../node";
import { described, occurrences } from "./artifact-analysis";
import { ecr, inspector } from "./aws";
import { cyclonedx } from "./cyclonedx";
import { grype } from "./grype";
import { own } from "./own";
import { sarif } from "./sarif";
import type { Scan } from "./scan";
import { snyk } from "./snyk";
import { spdx } from "./spdx";
import { trivy } from "./trivy";

/** A form in which a scanner writes its results. */
export interface Format {
  readonly name: string;
  is(document: Node): boolean;
  /** @throws InputError for a document that can't be told from a damaged one, or that has no result in it */
  read(document: Node): readonly Scan[];
}

export const formats: readonly Format[] = [trivy, grype, snyk, sarif, cyclonedx, spdx, ecr, inspector, described, occurrences, own];
