import type { Format } from "./report";

/** For programs: one JSON document, a finding a line. */
export const json: Format = {
  *write({ version, stacks, summary }) {
    yield `{"version":${JSON.stringify(version)},"stacks":[`;
    for (const [i, { source, project, stack, resources, baseline, findings }] of stacks.entries()) {
      const head = JSON.stringify({ source, project, stack, resources, baseline });
      yield `${i ? "," : ""}\n${head.slice(0, -1)},"findings":[`;
      for (const [j, finding] of findings.entries()) yield `${j ? "," : ""}\n${JSON.stringify(finding)}`;
      yield "]}";
    }
    yield `\n],"summary":${JSON.stringify(summary)}}\n`;
  },
};
