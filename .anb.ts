import { build } from "esbuild";
import { ruleTable } from "./tools/rule-table";
void build({
  entryPoints: [".an.ts"],
  outfile: "/tmp/perfw/an.js",
  bundle: true,
  platform: "node",
  minifySyntax: true,
  minifyWhitespace: false,
  plugins: [ruleTable([])],
});
