import { build } from "esbuild";
import { ruleTable } from "./tools/rule-table";
void build({
  entryPoints: [".enc.ts"],
  outfile: "/tmp/perfw/enc.js",
  bundle: true,
  platform: "node",
  minifySyntax: true,
  minifyWhitespace: true,
  plugins: [ruleTable(["pass", "fail", "unknown", "caseOptions", "equivalents"])],
});
